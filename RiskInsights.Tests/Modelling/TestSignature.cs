using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Tests.Modelling;

/// <summary>Signs with a key that only tests know.</summary>
internal static class TestSignature
{
    public static ArtefactSignature Create() => new(() => "a key that only tests know, 32 byte"u8.ToArray());
}
