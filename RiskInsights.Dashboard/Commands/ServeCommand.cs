using System.CommandLine;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>serve</c>: the dashboard. An empty data folder gets the demo bank first, in the background.</summary>
internal static class ServeCommand
{
    /// <summary>Adds it as a command of its own and as what the program does without one.</summary>
    public static void AddTo(RootCommand root)
    {
        var serve = new Command("serve", "Serve the dashboard (the default). An empty data folder is filled with a demo bank.");
        Configure(serve);
        Configure(root);
        root.Subcommands.Add(serve);
    }

    private static void Configure(Command command)
    {
        var common = new CommonOptions();
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => new DashboardOptions().Urls };
        var clients = new Option<int>("--demo-clients") { Description = "Clients of the demo bank.", DefaultValueFactory = _ => new DashboardOptions().DemoClients };
        var pipeline = new PipelineArguments();
        var environment = new Option<string?>("--environment") { Description = "Development shows the design page and error details." };
        common.AddTo(command);
        pipeline.AddTo(command, scheduled: true);
        command.Options.Add(urls);
        command.Options.Add(clients);
        command.Options.Add(environment);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed) with { Urls = parsed.GetValue(urls)!, DemoClients = parsed.GetValue(clients), Pipeline = pipeline.Read(parsed, scheduled: true) };
            options.Validate();
            ListeningPort.RequireFree(options.Urls);
            await using var app = await DashboardHost.BuildAsync(options, parsed.GetValue(environment));
            await app.StartAsync(cancellation);
            Console.WriteLine($"RiskInsights is ready at {string.Join(" and ", app.Urls)} (data in {options.Folder.Root}; Ctrl+C stops).");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        });
    }
}
