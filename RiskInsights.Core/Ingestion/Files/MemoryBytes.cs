namespace RiskInsights.Core.Ingestion.Files;

/// <summary>Reads bytes in memory.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var part = bytes.Span[(int)Done..];
        part = part[..Math.Min(part.Length, buffer.Length)];
        part.CopyTo(buffer);
        Done += part.Length;
        return part.Length;
    }
}
