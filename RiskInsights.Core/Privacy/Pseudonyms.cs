using System.Security.Cryptography;

namespace RiskInsights.Core.Privacy;

/// <summary>
/// Turns a client's identifier into a pseudonym: HMAC-SHA-256 with a key that is kept apart from the warehouse, cut to
/// 80 bits and written as <c>CL-</c> and 16 characters. Who has the warehouse but not the key cannot try identifiers;
/// among 10 million clients two share a pseudonym with a probability of 4·10⁻¹¹. One thread at a time may ask.
/// </summary>
public sealed class Pseudonyms : IDisposable
{
    private const string Prefix = "CL-";
    private const int Characters = 16;

    // Crockford's base 32: no I, L, O, U, so that nothing is misread.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    // Keeps the key's schedule, which for so short a text is two thirds of the work.
    private readonly IncrementalHash _hash;

    internal Pseudonyms(byte[] key) => _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    /// <summary>The pseudonym of an identifier, which is taken byte by byte: <c>007</c> is not <c>7</c>.</summary>
    /// <param name="clientId">UTF-8.</param>
    public string Of(ReadOnlySpan<byte> clientId)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _hash.AppendData(clientId);
        _ = _hash.GetHashAndReset(hash);
        Span<char> text = stackalloc char[Prefix.Length + Characters];
        Prefix.CopyTo(text);
        for (var i = 0; i < Characters; i += 8)
        {
            ulong bits = 0;
            foreach (var b in hash.Slice(i / 8 * 5, 5))
                bits = (bits << 8) | b;
            for (var j = 7; j >= 0; j--, bits >>= 5)
                text[Prefix.Length + i + j] = Alphabet[(int)(bits & 31)];
        }

        return new string(text);
    }

    public void Dispose() => _hash.Dispose();
}
