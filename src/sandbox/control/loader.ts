import type { ApiKey, JsonObject, Organization, Project, User } from '../model/entities.ts';
import { newApiKey, newOrganization, newProject, newUser } from '../model/defaults.ts';
import type { SandboxState } from '../http/state.ts';
import { isObject, objectsOf } from '../model/json.ts';
import type { Store } from '../model/store.ts';
import { fill, placeholder } from './placeholders.ts';
import type { Vars } from './placeholders.ts';

/** The common fixture of every case: one organisation with two projects, its user, and another organisation. */
export class Loader {
  readonly store: Store;
  readonly now: Date;
  readonly vars: Vars = {};
  readonly organization: Organization;
  readonly project: Project;
  readonly user: User;
  readonly given: JsonObject;
  readonly #foreign: Organization;

  constructor(sandboxState: SandboxState, given: JsonObject, now: Date) {
    this.store = sandboxState.store;
    this.given = given;
    this.now = now;
    this.organization = newOrganization(this.store, { name: 'Conformance', slug: 'conformance' });
    this.#foreign = newOrganization(this.store, { name: 'Elsewhere', slug: 'elsewhere' });
    this.project = this.#project(this.organization, 'project');
    this.#project(this.organization, 'other_project');
    this.user = newUser(this.store, now, {
      organizations: [this.organization.id],
      current_project: this.project.id,
    });
    for (const item of this.list('projects')) this.#project(this.organization, placeholder(item));
    for (const item of this.list('foreign_projects')) {
      this.#project(this.#foreign, placeholder(item));
    }
  }

  /** A list of `given`, unchanged, including placeholders. */
  list(key: string): unknown[] {
    const value = this.given[key];
    return Array.isArray(value) ? value : [];
  }

  objects(key: string): JsonObject[] {
    return objectsOf(this.list(key)).map((item) => this.filled(item));
  }

  object(key: string): JsonObject | undefined {
    const value = this.given[key];
    return isObject(value) ? this.filled(value) : undefined;
  }

  /** An item with every known placeholder replaced; those it defines itself remain. */
  filled(item: JsonObject): JsonObject {
    const value = fill(item, this.vars, this.now);
    return isObject(value) ? value : {};
  }

  /** Stores a generated id under the placeholder the item defines. */
  name(item: JsonObject, id: string | number): void {
    const name = placeholder(item['id']);
    if (name !== undefined) this.vars[name] = id;
  }

  /** The project an item names, otherwise the main one. */
  projectOf(item: JsonObject): number {
    return typeof item['project'] === 'number' ? item['project'] : this.project.id;
  }

  key(id: string, limits: Partial<ApiKey>): ApiKey {
    return newApiKey(this.store, { id, user: this.user.id, ...limits });
  }

  #project(organization: Organization, name: string | undefined): Project {
    const project = newProject(this.store, this.now, { organization: organization.id });
    if (name !== undefined) this.vars[name] = project.id;
    return project;
  }
}
