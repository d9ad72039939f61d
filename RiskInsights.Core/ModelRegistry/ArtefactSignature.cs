using System.Security.Cryptography;
using System.Text;

namespace RiskInsights.Core.ModelRegistry;

/// <summary>
/// Signs what a version is with a secret that lies outside the warehouse (HMAC-SHA-256), so that nobody who can only write to
/// the warehouse can make the program parse, or score with, something that it did not train.
/// </summary>
/// <param name="key">Gives the secret; asked for when something is signed or verified. A <see cref="Warehouse.WarehouseException"/> where it is missing.</param>
public sealed class ArtefactSignature(Func<byte[]> key)
{
    /// <summary>Hexadecimal digits over name, version, algorithm, features and artefact.</summary>
    public string Of(string modelName, int version, string algorithm, string features, ReadOnlySpan<byte> artefact)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key());

        // A length before each part: no part can borrow from the next.
        foreach (var part in new[] { modelName, version.ToString(System.Globalization.CultureInfo.InvariantCulture), algorithm, features })
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        hash.AppendData(artefact);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether a stored signature is this one's, compared in fixed time.</summary>
    public bool Fits(string? signature, string modelName, int version, string algorithm, string features, ReadOnlySpan<byte> artefact) =>
        signature is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Of(modelName, version, algorithm, features, artefact)));
}
