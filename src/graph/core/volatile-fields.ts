import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { GraphContext } from '../context/context.ts';

/** True where a field's value always rests on the moment; else says whether it does for one object. */
type Volatile<Parent> = true | ((parent: Parent, context: GraphContext) => boolean);

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      volatileFields: VolatileFieldsPlugin<Types>;
    }

    export interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /**
       * Set on a field that reads the clock, the budget or the process: its value is another at the next
       * moment although nothing changed at PostHog. An answer with such a field is never cached whole,
       * neither here nor by a client. A function says for which objects that is so.
       */
      volatile?: Volatile<ParentShape>;
    }
  }
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** True for a field that is declared volatile, for all objects or some. */
    volatile?: true;
  }
}

/** Name under which the builder uses the plugin. */
export const volatileFields = 'volatileFields';

/** Notes in the request's ledger that its answer has a volatile field, before the field is resolved. */
class VolatileFieldsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>) {
    return config.pothosOptions.volatile
      ? { ...config, extensions: { ...config.extensions, volatile: true as const } }
      : config;
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { pothosOptions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const volatile = pothosOptions.volatile as Volatile<unknown> | undefined;
    if (!volatile) return resolve;
    return (parent, args, context, info) => {
      const graphContext = context as GraphContext;
      if (volatile === true || volatile(parent, graphContext)) {
        graphContext.ledger.isVolatile = true;
      }
      return resolve(parent, args, context, info);
    };
  }
}

SchemaBuilder.registerPlugin(volatileFields, VolatileFieldsPlugin);
