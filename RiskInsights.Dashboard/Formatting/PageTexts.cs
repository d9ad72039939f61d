using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace RiskInsights.Dashboard.Formatting;

/// <summary>The texts of <typeparamref name="TResource"/> in the <see cref="PageLanguage"/>; a key without a text is shown itself.</summary>
public sealed class PageTexts<TResource>(PageLanguage language) : IStringLocalizer<TResource>
{
    private static readonly ResourceManager Resources = new(typeof(TResource));

    public LocalizedString this[string name]
    {
        get
        {
            var text = Resources.GetString(name, language.Culture);
            return new(name, text ?? name, resourceNotFound: text is null);
        }
    }

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new(name, string.Format(language.Culture, text.Value, arguments), text.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures)
    {
        var set = Resources.GetResourceSet(language.Culture, createIfNotExists: true, tryParents: includeParentCultures);
        foreach (System.Collections.DictionaryEntry entry in set ?? Resources.GetResourceSet(CultureInfo.InvariantCulture, true, true)!)
            yield return new((string)entry.Key, (string)entry.Value!);
    }
}
