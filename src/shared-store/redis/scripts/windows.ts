import { URGENT_MS } from '../../windows.ts';
import type { Script } from '../connection/script.ts';

/**
 * One exchange of `SharedWindows`.
 *
 * Keys: a sorted set and a hash. The set has the calls by the time when they were sent, the reservations by the
 * negative time when they end, and, after all of them, a mark that the hash has as well: if either was deleted alone,
 * they differ, and what is left of the calls is kept. The hash has the unused calls of each reservation (`r:` and its
 * id), their sum, and what is known of a throttle.
 *
 * Values: the time, or nothing for that of Redis; the memory that the caller knows, or nothing; milliseconds between
 * probes; milliseconds of a throttle, or nothing; the wanted reservation's id or nothing, its calls, its milliseconds,
 * 1 if it is urgent; then, each preceded by their number: the windows (calls, milliseconds), the counted calls (id,
 * reservation, milliseconds ago), the ids taken back, the ids released.
 *
 * Answers with the memory, the time, the reserved calls, the throttle, the wait for a probe, whether it was corrected,
 * the outcome, the three waits (-1 for none), and the count of each window.
 */
export const exchangeWindows: Script = {
  name: 'exchangeSharedWindows',
  lua: `
local set, hash = KEYS[1], KEYS[2]
local at = 0
local function take() at = at + 1; return ARGV[at] end
local function whole(number) return string.format('%.0f', number) end
local function field(name) return tonumber(redis.call('HGET', hash, name) or 0) end
local time = redis.call('TIME')
local now = tonumber(take())
if not now then now = time[1] * 1000 + math.floor(time[2] / 1000) end
local memory, probeEvery, throttled = take(), tonumber(take()), tonumber(take())
local wantedId, wanted, lifetime, urgent = take(), tonumber(take()), tonumber(take()), take() == '1'
local windows, longest = {}, 0
for i = 1, tonumber(take()) do
  windows[i] = { calls = tonumber(take()), span = tonumber(take()) }
  longest = math.max(longest, windows[i].span)
end

local mark = redis.call('HGET', hash, 'mark')
local last = redis.call('ZRANGE', set, -1, -1)[1]
if not mark or last ~= 'mark ' .. mark then
  redis.call('DEL', hash)
  redis.call('ZREMRANGEBYSCORE', set, '-inf', '(0')
  redis.call('ZREMRANGEBYSCORE', set, '+inf', '+inf')
  mark = time[1] .. string.format('%06d', time[2])
  redis.call('HSET', hash, 'mark', mark)
  redis.call('ZADD', set, '+inf', 'mark ' .. mark)
end

local function endReservation(id)
  local left = redis.call('HGET', hash, 'r:' .. id)
  if not left then return end
  redis.call('HDEL', hash, 'r:' .. id)
  redis.call('ZREM', set, 'r:' .. id)
  redis.call('HINCRBY', hash, 'reserved', -left)
end
redis.call('ZREMRANGEBYSCORE', set, 0, whole(now - longest))
for _, member in ipairs(redis.call('ZRANGEBYSCORE', set, whole(-now), '(0')) do
  endReservation(string.sub(member, 3))
end

local function used(span) return redis.call('ZCOUNT', set, '(' .. whole(now - span), '(+inf') end
local function waitFor(calls)
  local wait = 0
  for _, window in ipairs(windows) do
    if calls > window.calls then return -1 end
    local over = used(window.span) + calls - window.calls
    if over > 0 then
      local leaves = redis.call('ZRANGEBYSCORE', set, '(' .. whole(now - window.span), '(+inf',
        'WITHSCORES', 'LIMIT', over - 1, 1)
      wait = math.max(wait, leaves[2] + window.span - now)
    end
  end
  return wait
end

for _ = 1, tonumber(take()) do
  local id, reservation, sent = take(), take(), now - tonumber(take())
  if sent > now - longest and redis.call('ZADD', set, 'NX', whole(sent), 'c:' .. id) == 1 then
    if sent + probeEvery > field('probeAt') then
      redis.call('HSET', hash, 'probeAt', whole(sent + probeEvery))
    end
    local left = reservation ~= '' and redis.call('HGET', hash, 'r:' .. reservation)
    if left then
      if tonumber(left) <= 1 then endReservation(reservation) else
        redis.call('HINCRBY', hash, 'r:' .. reservation, -1)
        redis.call('HINCRBY', hash, 'reserved', -1)
      end
    end
  end
end
for _ = 1, tonumber(take()) do redis.call('ZREM', set, 'c:' .. take()) end
for _ = 1, tonumber(take()) do endReservation(take()) end

if throttled == 0 then redis.call('HDEL', hash, 'throttledUntil')
elseif throttled then
  local known = field('throttledUntil')
  if known <= now and waitFor(1 + field('reserved')) == 0 then
    redis.call('HSET', hash, 'corrected', 1)
  end
  redis.call('HSET', hash, 'throttledUntil', whole(math.max(known, now + throttled)),
    'probeAt', whole(now + probeEvery))
end

local isThrottled = field('throttledUntil') > now
local ahead = field('reserved')
if wantedId ~= '' and not urgent and field('urgentUntil') > now then ahead = ahead + field('urgent') end
local wait, atLeast = waitFor(wanted + ahead), waitFor(wanted)
local outcome = 'refused'
if memory ~= '' and memory ~= mark then outcome = 'lost'
elseif wantedId == '' then outcome = 'refused'
elseif wait ~= 0 or (isThrottled and field('probeAt') > now) then
  if urgent then
    local others = field('urgentUntil') > now and field('urgent') or 0
    redis.call('HSET', hash, 'urgent', math.max(others, wanted), 'urgentUntil', whole(now + ${URGENT_MS}))
  end
else
  outcome = 'granted'
  redis.call('ZADD', set, whole(-(now + lifetime)), 'r:' .. wantedId)
  redis.call('HSET', hash, 'r:' .. wantedId, wanted)
  redis.call('HINCRBY', hash, 'reserved', wanted)
  if urgent then redis.call('HDEL', hash, 'urgent', 'urgentUntil') end
  if isThrottled then
    outcome = 'probe'
    redis.call('HSET', hash, 'probeAt', whole(now + probeEvery))
  end
end

local throttledMs = math.max(0, field('throttledUntil') - now)
local reserved = field('reserved')
local answer = {
  mark, now, reserved, throttledMs,
  throttledMs > 0 and math.max(0, field('probeAt') - now) or 0,
  field('corrected'), outcome, wait, atLeast, waitFor(1 + reserved),
}
for _, window in ipairs(windows) do table.insert(answer, used(window.span)) end

if redis.call('ZCARD', set) == 1 and throttledMs == 0 and field('urgentUntil') <= now then
  redis.call('DEL', set, hash)
else
  local keep = longest + math.max(lifetime, throttledMs)
  redis.call('PEXPIRE', set, whole(keep))
  redis.call('PEXPIRE', hash, whole(keep))
end
return answer`,
};
