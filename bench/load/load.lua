-- wrk script. BENCH_BODIES: file of POST bodies, one a line; or BENCH_PATHS: file of GET paths, one a line.
-- Goes round them, and prints one line of JSON at the end.
local requests, count, at = {}, 0, 0
local json = { ["Content-Type"] = "application/json", ["Accept"] = "application/json" }

function init(args)
  local bodies, paths = os.getenv("BENCH_BODIES"), os.getenv("BENCH_PATHS")
  for line in io.lines(bodies or paths) do
    count = count + 1
    requests[count] = bodies and wrk.format("POST", nil, json, line) or wrk.format("GET", line)
  end
end

function request()
  at = at % count + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\nJSON{"requests":%d,"us":%d,"bytes":%d,"p50":%d,"p99":%d,"errors":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.timeout + e.status))
end
