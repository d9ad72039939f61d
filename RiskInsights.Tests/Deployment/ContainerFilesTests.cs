using System.Text.RegularExpressions;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Tests.Deployment;

/// <summary>What can be wrong in the container's files without a container engine noticing until it is too late.</summary>
public sealed partial class ContainerFilesTests
{
    private static readonly string[] Dockerfile = File.ReadAllLines(Repository.Path("Dockerfile"));
    private static readonly string Compose = File.ReadAllText(Repository.Path("compose.yaml"));

    [Fact]
    public void Dockerfile_EveryCopiedPath_IsInTheRepositoryAndNotIgnored()
    {
        var ignored = File.ReadAllLines(Repository.Path(".dockerignore"));
        var copied = Dockerfile.Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal))
            .SelectMany(l => l.Split(' ')[1..^1]).ToList();
        Assert.Contains("RiskInsights.Dashboard", copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.Path(path)), path));
        Assert.Empty(copied.Intersect(ignored, StringComparer.Ordinal));
    }

    /// <summary>A build file that the context lacks changes the build without a word: other packages, other warnings.</summary>
    [Fact]
    public void Dockerfile_EveryFileThatTheBuildReadsAtTheRoot_IsCopied()
    {
        var line = Dockerfile.Single(l => l.StartsWith("COPY global.json", StringComparison.Ordinal));
        var read = Directory.GetFiles(Repository.Root).Select(f => Path.GetFileName(f)!)
            .Where(n => n is "global.json" or ".editorconfig" or "nuget.config" || n.StartsWith("Directory.", StringComparison.Ordinal));
        Assert.All(read, name => Assert.Contains(" " + name + " ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Dockerfile_EveryCommand_StartsTheProgramThatIsPublished()
    {
        var program = typeof(DashboardOptions).Assembly.GetName().Name + ".dll";
        var started = Dockerfile.Where(l => l.StartsWith("ENTRYPOINT", StringComparison.Ordinal) || l.StartsWith("HEALTHCHECK", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, started.Count);
        Assert.All(started, l => Assert.Contains($"[\"dotnet\", \"{program}\"", l, StringComparison.Ordinal));
        Assert.Contains(Dockerfile, l => l.StartsWith("RUN CI=true dotnet publish RiskInsights.Dashboard ", StringComparison.Ordinal) && l.EndsWith(" --output /app", StringComparison.Ordinal));
        Assert.Contains("COPY --from=build /app .", Dockerfile);
    }

    [Fact]
    public void Dockerfile_Port_IsTheOneThatIsServedAndAskedForHealth()
    {
        var port = new Uri(new DashboardOptions().Urls).Port;
        Assert.Contains($"EXPOSE {port}", Dockerfile);
        Assert.Contains(Dockerfile, l => l.StartsWith("CMD ", StringComparison.Ordinal) && l.Contains($"\"http://0.0.0.0:{port}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Dockerfile_FinalStage_GivesUpItsRightsBeforeTheProgram()
    {
        var user = Array.IndexOf(Dockerfile, "USER $APP_UID");
        Assert.InRange(user, Array.FindIndex(Dockerfile, l => l.StartsWith("FROM mcr.microsoft.com/dotnet/aspnet", StringComparison.Ordinal)) + 1, Dockerfile.Length);
        Assert.DoesNotContain(Dockerfile[user..], l => l.StartsWith("RUN ", StringComparison.Ordinal));
    }

    /// <summary>A misspelt variable would be ignored, and the program would start on SQLite.</summary>
    [Fact]
    public void Compose_EveryVariableOfTheProgram_IsOneThatItReads()
    {
        var read = File.ReadAllText(Repository.Path("RiskInsights.Dashboard", "Commands", "CommonOptions.cs"));
        var set = ProgramVariable().Matches(Compose).Select(m => m.Groups[1].Value).ToList();
        Assert.Contains("Warehouse__PasswordFile", set);
        Assert.All(set.Where(v => v != "Privacy__PseudonymKeyFile"), variable => Assert.Contains($"\"{variable}\"", read, StringComparison.Ordinal));
    }

    [Fact]
    public void Compose_Secrets_ComeFromFilesThatGitAndTheImageIgnore()
    {
        Assert.DoesNotMatch(@"(?i)password[ =:]+[^\s/]", PasswordFile().Replace(Compose, ""));
        Assert.All(SecretFile().Matches(Compose), m => Assert.StartsWith("./secrets/", m.Groups[1].Value, StringComparison.Ordinal));
        Assert.NotEmpty(SecretFile().Matches(Compose));
        Assert.Contains("secrets/", File.ReadAllLines(Repository.Path(".gitignore")));
        Assert.Contains("secrets", File.ReadAllLines(Repository.Path(".dockerignore")));
    }

    [GeneratedRegex(@"^\s+(\w+__\w+):", RegexOptions.Multiline, 1000)]
    private static partial Regex ProgramVariable();

    // The secret's name where it is declared, listed and pointed to.
    [GeneratedRegex(@"(?i)(#.*|\w*password_?file: /run/secrets/database_password|\[[^\]]*database_password[^\]]*\]|file: \./secrets/database_password|database_password:)", RegexOptions.None, 1000)]
    private static partial Regex PasswordFile();

    [GeneratedRegex(@"^\s+file: (\S+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex SecretFile();
}
