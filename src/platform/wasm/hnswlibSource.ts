/** Where the glue code and the embedded WebAssembly of hnswlib-wasm 0.8.2 are: without its wrapper, which opens IDBFS. */
export const hnswlibModule = 'hnswlib-wasm/dist/hnswlib-317962d7.js'

/**
 * Mends the Emscripten glue of hnswlib-wasm 0.8.2 so that it runs in a worker and in Node under a policy that forbids
 * `eval` and `connect-src`. Pure text in, text out: Vite's build and the Node loader apply the same mends.
 * @throws Error when a place is not found exactly once: the package has changed, and these mends with it.
 */
export function mendHnswlibSource(source: string): string {
  let mended = source
  for (const [reason, from, to] of mends) {
    if (mended.split(from).length !== 2) throw new Error(`hnswlib-wasm has changed: cannot mend “${reason}”.`)
    mended = mended.replace(from, () => to)
  }
  return mended
}

const mends: readonly (readonly [reason: string, from: string, to: string])[] = [
  [
    'method invokers are made by Function(text), which needs unsafe-eval',
    'return newFunc(Function, args1).apply(null, args2);',
    `return function (...values) {
        if (values.length !== argCount - 2) {
          throwBindingError('function ' + humanName + ' called with ' + values.length + ' arguments, expected ' + (argCount - 2) + ' args!');
        }
        var destructors = needsDestructorStack ? [] : null;
        var wired = isClassMethodFunc ? [argTypes[1].toWireType(destructors, this)] : [];
        for (var i = 2; i < argCount; i++) wired.push(argTypes[i].toWireType(destructors, values[i - 2]));
        var result = cppInvokerFunc(cppTargetFunc, ...wired);
        if (needsDestructorStack) runDestructors(destructors);
        else {
          for (var i = isClassMethodFunc ? 1 : 2; i < argTypes.length; i++) {
            if (argTypes[i].destructorFunction !== null) argTypes[i].destructorFunction(wired[isClassMethodFunc ? i - 1 : i - 2]);
          }
        }
        if (returns) return argTypes[0].fromWireType(result);
      };`,
  ],
  [
    'method callers are made by Function(text), which needs unsafe-eval',
    'var invokerFunction = newFunc(Function, params).apply(null, args);',
    `var invokerFunction = function (handle, name, destructors, args) {
        var values = [];
        var offset = 0;
        for (var i = 1; i < types.length; i++) {
          values.push(types[i].readValueFromPointer(args + offset));
          offset += types[i].argPackAdvance;
        }
        var result = handle[name](...values);
        for (var i = 1; i < types.length; i++) if (types[i].deleteObject) types[i].deleteObject(values[i - 1]);
        if (!types[0].isVoid) return types[0].toWireType(destructors, result);
      };`,
  ],
  [
    'the embedded WebAssembly is fetched from a data: address',
    '!wasmBinary && (ENVIRONMENT_IS_WEB )',
    'false',
  ],
  ['the environment is recognised by window', "typeof window == 'object' ||", 'true ||'],
  [
    'files are mirrored to a database of their own',
    'function syncIdb_js(populateFromFS) {',
    'function syncIdb_js() { return Module.setIdbfsSynced(true);',
  ],
  ['the file system is not reachable', 'FS.staticInit();', 'FS.staticInit();Module["FS"]=FS;'],
  [
    'mounting is reported on the console',
    "console.log('EmscriptenFileSystemManager: Mounting IDBFS filesystem...\\n');",
    '',
  ],
  ['its source map is not beside it', '//# sourceMappingURL=hnswlib-317962d7.js.map', ''],
]
