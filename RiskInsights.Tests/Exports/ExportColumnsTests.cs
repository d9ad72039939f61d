using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Exports;

/// <summary>
/// Reports depend on names and places of columns. A change here is a change of every report that reads the table: new
/// columns are appended, none is renamed or moved.
/// </summary>
public sealed class ExportColumnsTests
{
    public static TheoryData<string, string> Headers => new()
    {
        { "dim_clients", "client_key,client_id,segment,country,region,birth_year,kyc_status,kyc_risk_rating,joined_on,left_on" },
        { "dim_accounts", "account_key,account_id,client_key,account_type,currency,opened_on,closed_on,credit_limit" },
        { "dim_time", "date_key,date,year,quarter,month,year_month,week,day,weekday,day_number,is_weekend,is_month_end" },
        { "fact_transactions", "transaction_id,account_key,client_key,date_key,booked_at,amount,type,channel,counterparty_country,merchant_category,balance_after,batch_id" },
        { "fact_events", "event_id,client_key,account_key,date_key,event_type,amount,batch_id" },
        { "agg_daily", "date_key,segment,country,channel,type,transaction_count,debit,credit" },
        { "agg_account_month", "account_key,year_month,client_key,transaction_count,debit_count,debit,credit,cash_debit,foreign_debit,salary,loan_payment,fee,digital_count,overdrawn_count,first_date_key,last_date_key,closing_balance,minimum_balance" },
        { "agg_watched", "year_month,country,transaction_count,amount" },
        { "kpis", "year_month,transaction_count,debit,credit,active_accounts,active_clients,defaults,missed_payments,complaints" },
        { "scores", "model_name,version,as_of_date_key,client_key,client_id,segment,country,probability,score_rank" },
        { "inputs_default", Inputs(DefaultRecipe.Create()) },
        { "inputs_churn", Inputs(ChurnRecipe.Create()) },
        { "anomalies", "transaction_id,account_key,client_key,date_key,booked_at,amount,type,channel,counterparty_country,version,score,times_usual,main_reason,verdict,note,decided_by,decided_at" },
    };

    /// <summary>What a model looks at changes with the model: its inputs are no table of a report.</summary>
    private static string Inputs(ModelRecipe recipe) => "client_id,as_of,model_version," + string.Join(',', recipe.Features.Select(f => f.Name));

    [EngineFact]
    public void Names_OfAllTables_ArePinned()
    {
        using var bank = new ExportBank();
        Assert.Equal(Headers.Select(h => (string)h[0]), bank.Exporter().Names);
    }

    [EngineTheory]
    [MemberData(nameof(Headers))]
    public async Task Export_EmptyWarehouse_HasTheHeaderAlone(string table, string header)
    {
        using var bank = new ExportBank();
        var rows = await bank.Exporter().ExportAsync([table], "tester");
        Assert.Equal(0, Assert.Single(rows).RowCount);
        Assert.Equal([header], bank.Read(table).Select(l => string.Join(',', l)));
    }

    [EngineTheory]
    [MemberData(nameof(Headers))]
    public async Task Export_FilledWarehouse_HasTheSameHeaderAndAFieldForEach(string table, string header)
    {
        using var bank = await ExportBank.FilledAsync();
        var rows = await bank.Exporter().ExportAsync([table], "tester");
        var lines = bank.Read(table);
        Assert.Equal(header, string.Join(',', lines[0]));
        Assert.NotEqual(0, rows[0].RowCount);
        Assert.Equal(rows[0].RowCount, lines.Count - 1);
        Assert.All(lines, l => Assert.Equal(lines[0].Count, l.Count));
    }
}
