using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>Accounts of the jobs on Apogée's side: a login belongs to one établissement, the short address has no UAI.</summary>
internal sealed class TraitementAccountRule : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Accounts;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        var logins = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var opi = document.Etablissements[i].Opi;
            var path = $"etablissements[{i}].opi.traitement";
            if (opi.Traitement.BailSecondes is < 60 or > 86_400)
                yield return new($"{path}.bailSecondes",
                    "La durée pendant laquelle une OPI est confiée au traitement doit être comprise entre 60 et 86400 secondes.");
            if (opi.Traitement.ReprisesMaximum is < 0 or > 20)
                yield return new($"{path}.reprisesMaximum", "Le nombre de renvois automatiques doit être compris entre 0 et 20.");
            if (opi is { Voie: VoieOpi.Service, Traitement.Comptes.Count: 0 })
                yield return new($"{path}.comptes", "Avec la voie Service, indiquer le compte du traitement qui vient chercher les OPI.");

            for (var j = 0; j < opi.Traitement.Comptes.Count; j++)
            {
                var compte = opi.Traitement.Comptes[j];
                if (string.IsNullOrWhiteSpace(compte.Login) || compte.Login.Contains(':', StringComparison.Ordinal))
                    yield return new($"{path}.comptes[{j}].login",
                        "Indiquer un identifiant sans deux-points (authentification HTTP Basic).");
                else if (!logins.Add(compte.Login))
                    yield return new($"{path}.comptes[{j}].login",
                        $"L'identifiant « {compte.Login} » est déjà utilisé : il désigne un seul établissement.");
                if (string.IsNullOrEmpty(compte.MotDePasse))
                    yield return new($"{path}.comptes[{j}].motDePasse", "Indiquer un mot de passe.");
            }
        }
    }
}
