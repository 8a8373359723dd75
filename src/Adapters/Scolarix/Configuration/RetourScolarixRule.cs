using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Scolarix.Configuration;

/// <summary>The daily file of Scolarix: how it looks, and a folder that is really there and apart from every other.</summary>
internal sealed class RetourScolarixRule(
    ConfigurationDirectory directory, IEnumerable<IDocumentSection> sections, RacinesDossiers racines) : IDocumentRule
{
    private const string Apart =
        " : tout fichier .csv ou .xlsx laissé dans un dossier de retour est pris puis déplacé. Lui donner un dossier à part, " +
        "par exemple /srv/scolarix/retour à côté de /srv/scolarix/instantanes.";

    public RuleOrder Order => RuleOrder.Files;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        var folders = new FolderUse(document, sections);
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            if (document.Etablissements[i].Scolarix is not { } scolarix) continue;
            var path = $"etablissements[{i}].scolarix.retour";
            foreach (var (champ, message) in RetourValidator.Validate(scolarix.Retour, path)) yield return new(champ, message);
            if (scolarix.Retour.Dossier is not { } folder) continue;
            if (folders.Meeting($"{path}.dossier") is { } meeting)
                yield return new($"{path}.dossier", meeting + Apart);
            // A folder that goes away later stops its own files, not every change of the configuration.
            else if (!IsUnchanged(document.Etablissements[i]) && racines.Problem(folder) is { } problem)
                yield return new($"{path}.dossier", problem);
        }
    }

    private bool IsUnchanged(EtablissementDocument etablissement) =>
        directory.Current.FindByCode(etablissement.Code) is { } stored
        && JsonText.Of(stored.Document.Scolarix) == JsonText.Of(etablissement.Scolarix);
}
