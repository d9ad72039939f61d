using System.CommandLine;
using System.Data.Common;
using System.Runtime.InteropServices;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Privacy;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Commands;

/// <summary>The program's command line: <c>serve</c> when nothing else is asked for. Exit code 0 only on success.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = Root();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"error: {OneLine(parsed.Errors[0].Message)} (--help lists what there is)");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("error: cancelled; nothing half-done was kept");
            return 130;
        }
        catch (Exception error) when (IsExpected(error))
        {
            await Console.Error.WriteLineAsync("error: " + OneLine(Reason(error)));
            return 1;
        }
    }

    /// <summary>The first signal asks the command to end and undo what is half done; a second one ends the program.</summary>
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("RiskInsights: KPIs, default risk and anomalies of a bank, in the browser and on the command line.");
        ServeCommand.AddTo(root);
        root.Subcommands.Add(GenerateCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(TrainCommand.Create());
        root.Subcommands.Add(ScoreCommand.Create());
        root.Subcommands.Add(PipelineCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(BackupCommands.Backup());
        root.Subcommands.Add(BackupCommands.Restore());
        root.Subcommands.Add(CopyCommand.Create());
        root.Subcommands.Add(HealthCommand.Create());
        return root;
    }

    /// <summary>The message without the name of the argument that .NET adds: it means something to programmers only.</summary>
    private static string Reason(Exception error)
    {
        var addition = error is ArgumentException argument ? error.Message.IndexOf($" (Parameter '{argument.ParamName}')", StringComparison.Ordinal) : -1;
        return addition < 0 ? error.Message : error.Message[..addition];
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Errors that are about the input or the machine: their message says all; a stack trace would only hide it.</summary>
    private static bool IsExpected(Exception error) =>
        error is InvalidOptionsException or WarehouseException or ImportRefusedException or PseudonymKeyException or PipelineFailedException
            or IOException or UnauthorizedAccessException or DbException or ArgumentException;
}
