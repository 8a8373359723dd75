using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Scolarix.Configuration;

/// <summary>Scolarix's file: layout, number kept, series, and a folder that is really there.</summary>
internal sealed class ScolarixRule(ConfigurationDirectory directory, RacinesDossiers racines) : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Files;

    private const int MostKept = 1000;

    public IEnumerable<Erreur> Check(ConfigurationDocument document) =>
        document.Etablissements.SelectMany((etablissement, i) => Check(etablissement, $"etablissements[{i}].scolarix"));

    private IEnumerable<Erreur> Check(EtablissementDocument etablissement, string path)
    {
        if (etablissement.Scolarix is not { } scolarix) yield break;
        var tables = new TablesNomenclature(etablissement.Nomenclatures);
        foreach (var (champ, message) in DispositionScolarixValidator.Validate(scolarix.Disposition, $"{path}.disposition", tables.Has))
            yield return new(champ, message);
        if (scolarix.Conserver is < 1 or > MostKept)
            yield return new($"{path}.conserver", $"Indiquer combien de fichiers sont conservés, de 1 à {MostKept}.");
        for (var i = 0; i < scolarix.SeriesEquivalentes.Count; i++)
            if (string.IsNullOrWhiteSpace(scolarix.SeriesEquivalentes[i]))
                yield return new($"{path}.seriesEquivalentes[{i}]",
                    "Indiquer le code d'une série du baccalauréat, par exemple 0031 (titre étranger admis en équivalence).");

        // A folder that goes away later stops its own files, not every change of the configuration.
        if (scolarix.Dossier is { } folder && etablissement.Sis == Sis.Scolarix && !IsUnchanged(etablissement)
            && racines.Problem(folder) is { } problem)
            yield return new($"{path}.dossier", problem);
    }

    private bool IsUnchanged(EtablissementDocument etablissement) =>
        directory.Current.FindByCode(etablissement.Code) is { } stored && stored.Document.Sis == Sis.Scolarix
        && JsonText.Of(stored.Document.Scolarix) == JsonText.Of(etablissement.Scolarix);
}
