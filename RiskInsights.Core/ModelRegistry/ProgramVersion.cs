using System.Reflection;

namespace RiskInsights.Core.ModelRegistry;

/// <summary>The version of the program, as what it trains carries it.</summary>
public static class ProgramVersion
{
    public static string Current { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
