using System.Runtime.InteropServices;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Unmanaged memory, aligned to a cache line and not cleared, freed as soon as a training ends or is cancelled: the arrays of
/// a training are large, and the collector would keep them across the folds of a cross-validation.
/// </summary>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;

    public NativeBuffer(long length)
    {
        Length = length;
        Pointer = (T*)NativeMemory.AlignedAlloc(checked((nuint)(Math.Max(length, 1) * sizeof(T))), Alignment);
    }

    public T* Pointer { get; private set; }

    public long Length { get; }

    public Span<T> Span => new(Pointer, checked((int)Length));

    public void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
