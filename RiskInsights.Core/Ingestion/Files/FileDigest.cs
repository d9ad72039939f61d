using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace RiskInsights.Core.Ingestion.Files;

/// <summary>What one pass over a file's bytes tells: its SHA-256 and its encoding.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record FileDigest(string Sha256, TextEncoding Encoding)
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>
    /// A byte order mark decides; without one the file is UTF-8 unless it has more bytes that are no UTF-8 than
    /// characters beyond ASCII that are: a UTF-8 file with a few damaged rows stays one, and only those rows are lost.
    /// </summary>
    public static FileDigest Of(InputFile file, Action<long> onBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = file.FromStart();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        var utf8 = new Utf8Count();
        TextEncoding? marked = null;
        long done = 0;
        try
        {
            for (var kept = 0; ;)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = stream.Read(buffer, kept, ChunkBytes - kept);
                if (count == 0)
                {
                    utf8.Add(buffer.AsSpan(0, kept), isEnd: true);
                    break;
                }

                hash.AppendData(buffer, kept, count);
                if (done == 0)
                    marked = FileStart.MarkedEncoding(buffer.AsSpan(0, count));
                var used = utf8.Add(buffer.AsSpan(0, kept + count), isEnd: false);
                buffer.AsSpan(used, kept + count - used).CopyTo(buffer);
                kept = kept + count - used;
                done += count;
                onBytes(done);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return new FileDigest(Convert.ToHexStringLower(hash.GetHashAndReset()), marked ?? utf8.Encoding);
    }

    private sealed class Utf8Count
    {
        private long _characters;
        private long _strayBytes;

        public TextEncoding Encoding => _strayBytes > _characters ? TextEncoding.Cp1252 : TextEncoding.Utf8;

        /// <summary>Returns the number of bytes that need not be seen again: a character cut at the end comes back.</summary>
        public int Add(ReadOnlySpan<byte> bytes, bool isEnd)
        {
            var at = 0;
            while (true)
            {
                var next = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                if (next < 0)
                    return bytes.Length;
                at += next;
                var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
                if (status == OperationStatus.NeedMoreData && !isEnd)
                    return at;
                if (status == OperationStatus.Done)
                    _characters++;
                else
                    _strayBytes += length;
                at += length;
            }
        }
    }
}
