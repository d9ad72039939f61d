using System.CommandLine;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Commands;

/// <summary>Options that every command knows.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string> _data = new("--data") { Description = "The folder that everything is written into.", DefaultValueFactory = _ => new DashboardOptions().Data };
    private readonly Option<string> _analyst = new("--analyst") { Description = "The name that decisions are stored with.", DefaultValueFactory = _ => new DashboardOptions().Analyst };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_analyst);
    }

    public DashboardOptions Read(ParseResult parsed)
    {
        var options = new DashboardOptions { Data = parsed.GetValue(_data)!, Analyst = parsed.GetValue(_analyst)! };
        options.Validate();
        return options;
    }
}
