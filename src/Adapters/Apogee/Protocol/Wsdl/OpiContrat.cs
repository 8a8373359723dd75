using System.Globalization;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Which contract is asked for: a namespace and the versions to be described, in ascending order.</summary>
/// <param name="Date">The eight digits of the namespace, null for the one without.</param>
public sealed record OpiContrat(string? Date, IReadOnlyList<int> Versions)
{
    /// <summary>Versions 9 and 10 in the namespace without date.</summary>
    public static OpiContrat ParDefaut { get; } = new(null, [9, 10]);

    /// <summary>Those that are kept as files in <c>wsdl/</c>: the default, everything, and each dated namespace's own.</summary>
    public static IReadOnlyList<OpiContrat> Publies { get; } =
    [
        ParDefaut,
        new(null, [.. OpiSchema.Versions.Select(v => v.Numero)]),
        .. OpiOffer.Dates.Select(date => new OpiContrat(date, [.. OpiOffer.OfDate(date)!.Value.Versions])),
    ];

    public string EspaceDeNoms => OpiNamespaces.Dated(Date);

    /// <summary>For instance <c>OpiMetier_27022018-v7-v8.wsdl</c>.</summary>
    public string Fichier
    {
        get
        {
            var range = string.Join('-', new[] { Versions[0], Versions[^1] }.Distinct().Select(v => $"v{v}"));
            return $"OpiMetier{(Date is null ? "" : "_" + Date)}-{range}.wsdl";
        }
    }

    /// <summary>Reads the parameters of <c>?wsdl</c>.</summary>
    /// <param name="version"><c>8</c>, <c>7-9</c> or <c>7,8,9</c>; empty: what the namespace's releases offer, else 9 and 10.</param>
    /// <param name="espace">The eight digits of a namespace; empty: the one without.</param>
    /// <param name="erreur">What is allowed, in French, when the result is null.</param>
    public static OpiContrat? TryParse(string? version, string? espace, out string erreur)
    {
        erreur = "";
        var date = string.IsNullOrWhiteSpace(espace) ? null : espace.Trim();
        if (date is not null && OpiOffer.OfDate(date) is null)
            erreur =
            $"Paramètre espace : indiquer les huit chiffres de l'espace de noms ({string.Join(", ", OpiOffer.Dates)}), ou omettre ce "
            + $"paramètre pour l'espace de noms sans date.";
        if (string.IsNullOrWhiteSpace(version))
            return erreur.Length > 0 ? null : date is null ? ParDefaut : new(date, [.. OpiOffer.OfDate(date)!.Value.Versions]);

        var versions = new SortedSet<int>();
        if (version.Length > 64 || !version.Split(',').All(part => Add(part, versions)))
            erreur += (erreur.Length > 0 ? "\n" : "") +
                $"Paramètre version : indiquer des versions de {OpiSchema.Versions[0].Numero} à {OpiSchema.Versions[^1].Numero}, par "
                + $"exemple version=8, version=7-9 ou version=7,8,9.";
        return erreur.Length > 0 ? null : new(date, [.. versions]);
    }

    private static bool Add(string part, SortedSet<int> versions)
    {
        var ends = part.Split('-');
        if (ends.Length > 2 || Number(ends[0]) is not { } first || Number(ends[^1]) is not { } last || first > last) return false;
        versions.UnionWith(new PlageVersions(first, last).Versions);
        return true;
    }

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && OpiSchema.IsSupported(number) ? number
        : null;
}
