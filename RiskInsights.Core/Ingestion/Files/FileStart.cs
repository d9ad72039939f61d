namespace RiskInsights.Core.Ingestion.Files;

/// <summary>What the first bytes of a file tell.</summary>
internal static class FileStart
{
    private const int Bytes = 1 << 16;

    /// <summary>The encoding by its byte order mark, or by the zero bytes that UTF-16 puts between Latin letters; null without either.</summary>
    public static TextEncoding? MarkedEncoding(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8))
            return TextEncoding.Utf8;
        if (start is [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..])
            return TextEncoding.Utf16LittleEndian;
        return start is [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] ? TextEncoding.Utf16BigEndian : null;
    }

    /// <summary>Reads up to 64 KiB, and refuses what is empty or no text.</summary>
    /// <exception cref="ImportRefusedException">The file is empty or binary.</exception>
    public static byte[] Read(InputFile file)
    {
        using var stream = file.FromStart();
        var buffer = new byte[Bytes];
        var start = buffer[..stream.ReadAtLeast(buffer, Bytes, throwOnEndOfStream: false)];
        if (start.Length == 0)
            throw new ImportRefusedException(file.Name, Rules.EmptyFile, "The file is empty.");
        if (start is [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'7', (byte)'z', 0xBC, 0xAF, ..])
            throw new ImportRefusedException(file.Name, Rules.BinaryFile, "The file is compressed (an archive or a spreadsheet): unpack it or save it as CSV.");
        if (start is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
            throw new ImportRefusedException(file.Name, Rules.BinaryFile, "The file is in UTF-32, which is not read: save it in UTF-8.");
        if (MarkedEncoding(start) is null && start.AsSpan().Contains((byte)0))
            throw new ImportRefusedException(file.Name, Rules.BinaryFile, "The file is not text: it holds zero bytes.");
        return start;
    }
}
