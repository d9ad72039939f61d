using System.CommandLine;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>health</c>: asks a running dashboard whether it is alive, for containers whose image has no other client.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var command = new Command("health", "Ask a running dashboard whether it is alive; exit code 0 if so.");
        var url = new Option<string>("--url") { Description = "Its address.", DefaultValueFactory = _ => "http://localhost:8000" };
        command.Options.Add(url);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!Uri.TryCreate(parsed.GetValue(url), UriKind.Absolute, out var address))
                throw new ArgumentException($"--url {parsed.GetValue(url)} is no address such as http://localhost:8000.");
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(4) };
            try
            {
                using var answer = await client.GetAsync(new Uri(address, "/health/live"), cancellation);
                Console.WriteLine(answer.IsSuccessStatusCode ? "alive" : $"answers {(int)answer.StatusCode}");
                return answer.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                throw new IOException($"{address} does not answer: {error.Message}", error);
            }
        });
        return command;
    }
}
