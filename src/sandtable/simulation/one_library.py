"""All functions of a composed engine in one library of machine code: a first run waits a third as long.

By itself numba gives each function a library of its own: it optimises and translates a function again inside of every
function that calls it, and writes two doors for calls from Python. An engine has some two hundred functions, and one
door: `run_block`. Here they share one library, which is optimised once, when that door is made.

It rests on numba's pass interface (numba.core.compiler, "customizing the compiler"), tried with the versions in TRIED;
with any other numba the engine is compiled the ordinary way, which gives the same futures.
"""

from __future__ import annotations

from typing import Any

import numba
from numba import types
from numba.core import funcdesc
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder, _LowerResult
from numba.core.compiler_machinery import register_pass
from numba.core.typed_passes import NativeLowering

__all__ = ["TRIED", "door", "inside"]

TRIED = ("0.68.",)
"""Beginnings of the versions of numba with which this was tried."""

OPTIONS: dict[str, Any] = {"nogil": True, "boundscheck": True}

UNCOUNTED: dict[str, Any] = {**OPTIONS, "_nrt": False}
"""For what only the engine calls: it makes no array and keeps none, so that nobody need count who holds the log.

Counted, every call of a mechanism on every day costs two locked instructions, a fourth of a future's time.
"""

njit: Any = numba.njit


class OneLibrary(JITCodeLibrary):
    """A library whose functions call each other: it never waits for itself."""

    def add_linking_library(self, library: Any) -> None:
        """Link another library into this one; functions of this one are here already."""
        if library is not self:
            super().add_linking_library(library)


class _Open:
    """The library that is being filled. Numba compiles under one lock, so there is one at a time."""

    library: OneLibrary | None = None


@register_pass(mutates_CFG=True, analysis_only=False)
class _LowerInside(NativeLowering):
    """Put a function into the open library, without a door for Python and without finishing it."""

    _name = "lower_inside_one_library"

    def run_pass(self, state: Any) -> bool:
        library, context, flags = _Open.library, state.targetctx, state.flags
        if library is None:
            return bool(super().run_pass(state))
        state.library = library
        fndesc = funcdesc.PythonFunctionDescriptor.from_specialized_function(
            state.func_ir,
            state.typemap,
            state.return_type,
            state.calltypes,
            mangler=context.mangler,
            inline=flags.forceinline,
            noalias=flags.noalias,
            abi_tags=[flags.get_mangle_string()],
        )
        with context.push_code_library(library):
            lower = self.lowering_class(context, library, fndesc, state.func_ir, metadata=state.metadata)
            lower.lower()
        # numba knows a function by its door; in its stead stands a built-in,
        # which would answer a call from Python with the function's name
        instead = [fndesc.qualname].copy
        context.insert_user_function(instead, fndesc, [library])
        state["cr"] = _LowerResult(fndesc, lower.call_helper, cfunc=instead, env=lower.env)
        state.metadata["prune_stats"] = state.metadata["llvm_pass_timings"] = None
        return True


class _Inside(CompilerBase):
    """Compiles a function that only the engine calls."""

    def define_pipelines(self) -> list[Any]:
        pipeline = DefaultPassBuilder.define_nopython_pipeline(self.state)
        pipeline.passes[:] = [
            (_LowerInside, text) if member is NativeLowering else (member, text) for member, text in pipeline.passes
        ]
        pipeline._finalized = False
        pipeline.finalize()
        return [pipeline]


class _Door(CompilerBase):
    """Compiles the function that Python calls, and with it the whole library."""

    def compile_extra(self, func: Any) -> Any:
        library = OneLibrary(self.state.targetctx.codegen(), func.__qualname__)
        library.enable_object_caching()
        _Open.library = self.state.library = library
        try:
            return super().compile_extra(func)
        finally:
            _Open.library = None

    def define_pipelines(self) -> list[Any]:
        return [DefaultPassBuilder.define_nopython_pipeline(self.state)]


def _tried() -> bool:
    return str(numba.__version__).startswith(TRIED)


def _general(given: Any) -> Any:
    """The type that one version of a function serves: a constant is a number, a short whole number a long one."""
    kind: Any = types.unliteral(given)
    return types.int64 if isinstance(kind, types.Integer) and getattr(kind, "signed", False) else kind


def inside(function: Any) -> Any:
    """Compile a function that only the engine calls, once for whole numbers of all kinds and not for each constant."""
    if not _tried():
        return njit(**UNCOUNTED)(function)
    compiled = njit(pipeline_class=_Inside, **UNCOUNTED)(function)
    as_numba_does = compiled.get_call_template
    compiled.get_call_template = lambda args, kws: as_numba_does(tuple(_general(kind) for kind in args), kws)
    return compiled


def door(function: Any) -> Any:
    """Compile the function that Python calls; it is kept on disk, with all that it reaches."""
    return (
        njit(pipeline_class=_Door, cache=True, **OPTIONS)(function)
        if _tried()
        else njit(cache=True, **OPTIONS)(function)
    )
