using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Interop.Tests.Servers;

/// <summary>An OPI with a value of its own in every field that a version has, two wishes included.</summary>
internal sealed class Complet
{
    private const string Signs = "é'&<>\"Œ";
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly string _codOpi;
    private readonly string _codEtp;

    /// <param name="codEtp">Of the first wish: what the server does.</param>
    private Complet(int version, string codOpi, string codEtp)
    {
        (_codOpi, _codEtp, Release) = (codOpi, codEtp, version == 10 ? "6.50" : "6.20");
        var release = ApogeeRelease.TryParse(Release);
        foreach (var bloc in OpiSchema.Version(version).Donnees.Elements) Fill(bloc.Type!, bloc.Nom, release);
    }

    /// <summary>One that offers the version.</summary>
    public string Release { get; }

    /// <summary>Every value by its path.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    public static Complet Of(int version, string codOpi, string codEtp) => new(version, codOpi, codEtp);

    private void Fill(OpiType type, string path, ApogeeRelease? release)
    {
        foreach (var element in type.Elements.Where(e => e.Depuis is not { } since || since <= release))
        {
            var place = $"{path}.{element.Nom}";
            if (element.EstRepete)
                for (var i = 0; i < 2; i++) Fill(element.Type!, string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"), release);
            else if (element.Type is { } child)
                Fill(child, place, release);
            else
                _values[place] = Value(element, place);
        }
    }

    private string Value(OpiElement element, string place)
    {
        var number = (_values.Count + 1).ToString(CultureInfo.InvariantCulture);
        return element switch
        {
            { Nom: "codOpiIntEpo" } => _codOpi,
            { Nom: "codEtp" } when place == "voeux.item[0].codEtp" => _codEtp,
            { Nature: NatureElement.Entier } => number,
            { Nature: NatureElement.Decimal } => number + ".5",
            { Nom: "codNneIndOpi" or "codCleNneIndOpi" } => new string('7', element.Largeur!.Value),
            { EstCle: true } => Cut(number),
            _ => Cut(number + Signs),
        };

        string Cut(string text) => element.Largeur is { } width && text.Length > width ? text[..width] : text;
    }
}
