using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>The flat files: layout, number kept, and a folder that is really there.</summary>
internal sealed class FichiersRule(ConfigurationDirectory directory, RacinesDossiers racines) : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Files;

    private const int MostKept = 1000;

    public IEnumerable<Erreur> Check(ConfigurationDocument document) =>
        document.Etablissements.SelectMany((etablissement, i) => Check(etablissement, $"etablissements[{i}].opi.fichiers"));

    private IEnumerable<Erreur> Check(EtablissementDocument etablissement, string path)
    {
        if (etablissement.Opi.Fichiers is not { } fichiers) yield break;
        foreach (var (champ, message) in DispositionValidator.Validate(fichiers.Disposition, $"{path}.disposition"))
            yield return new(champ, message);
        if (fichiers.Conserver is < 1 or > MostKept)
            yield return new($"{path}.conserver", $"Indiquer combien de lots sont conservés, de 1 à {MostKept}.");

        // A folder that goes away later stops its own files, not every change of the configuration.
        if (fichiers.Dossier is { } folder && etablissement.Opi.Voie == VoieOpi.Fichiers && !IsUnchanged(etablissement)
            && racines.Problem(folder) is { } problem)
            yield return new($"{path}.dossier", problem);
    }

    private bool IsUnchanged(EtablissementDocument etablissement) =>
        directory.Current.FindByCode(etablissement.Code) is { } stored
        && JsonText.Of(stored.Document.Opi) == JsonText.Of(etablissement.Opi);
}
