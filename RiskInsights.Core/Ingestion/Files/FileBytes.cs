using Microsoft.Win32.SafeHandles;

namespace RiskInsights.Core.Ingestion.Files;

/// <summary>Reads an open file from its start with a position of its own, so that one handle serves several passes.</summary>
internal sealed class FileBytes(SafeFileHandle file) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var count = RandomAccess.Read(file, buffer, Done);
        Done += count;
        return count;
    }
}
