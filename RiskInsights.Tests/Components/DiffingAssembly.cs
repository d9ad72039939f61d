using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace RiskInsights.Tests.Components;

/// <summary>bUnit asks for AngleSharp.Diffing under another version than the one that lies beside the tests.</summary>
internal static class DiffingAssembly
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        string.Equals(name.Name, "AngleSharp.Diffing", StringComparison.Ordinal)
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
}
