namespace RiskInsights.Core.MachineLearning.Leakage;

/// <summary>
/// Looks at every column alone. One that nearly tells the label is hardly ever a good feature: it was measured after the
/// event, or the label was made of it.
/// </summary>
/// <param name="Findings">The columns that give the label away, worst first; empty is what one wants.</param>
/// <param name="ColumnAucs">Every column's AUC alone, in the order of the columns, each in [0.5, 1]; see <see cref="LeakageFinding.Auc"/>.</param>
public sealed record LeakageReport(IReadOnlyList<LeakageFinding> Findings, IReadOnlyList<double> ColumnAucs)
{
    /// <summary>A column alone with at least this AUC is reported.</summary>
    public const double ReportedAuc = 0.99;

    public bool IsSuspicious => Findings.Count > 0;

    /// <param name="features">The training rows.</param>
    /// <param name="labels">0 or 1 for each row; both must occur.</param>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, or only one occurs.</exception>
    public static LeakageReport Of(FeatureMatrix features, ReadOnlySpan<byte> labels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        Labels.RequireBothClasses(labels, features.Rows, least: 1, nameof(labels));
        var findings = new List<LeakageFinding>();
        var aucs = new double[features.Width];
        for (var j = 0; j < aucs.Length; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            var column = new SingleColumn(features.Column(j), labels, features.Columns[j].IsCategorical);
            aucs[j] = column.Auc;
            if (column.Auc >= ReportedAuc || column.ReproducesLabel)
                findings.Add(new(features.Columns[j].Name, column.Auc, column.ReproducesLabel));
        }
        return new([.. findings.OrderByDescending(finding => finding.Auc)], aucs);
    }
}
