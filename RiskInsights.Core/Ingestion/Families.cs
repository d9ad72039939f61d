namespace RiskInsights.Core.Ingestion;

/// <summary>The families of sources (<c>import DIR --source NAME</c>).</summary>
public static class Families
{
    /// <summary>Our own layout (data/README.md).</summary>
    public const string Canonical = "canonical";

    /// <summary>The Czech bank of the PKDD'99 challenge, as it was published.</summary>
    public const string Berka = "berka";
}
