using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>
/// Accounts of the hosted OPI service: a login belongs to one établissement (the short address has no UAI), and the
/// prefixes keep the clients' OPI numbers apart (rules A3, A4).
/// </summary>
internal sealed class OpiAccountRule : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Accounts;

    private const int LargestPrefix = 4;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        var logins = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var opi = document.Etablissements[i].Opi;
            var path = $"etablissements[{i}].opi";
            if (opi.Prefixe.Length > LargestPrefix || !opi.Prefixe.All(char.IsAsciiLetterOrDigit))
                yield return new($"{path}.prefixe",
                    $"Le préfixe a au plus {LargestPrefix} lettres ou chiffres : le numéro OPI n'en a que 10.");

            var prefixes = new List<string>();
            for (var j = 0; j < opi.Comptes.Count; j++)
            {
                var compte = opi.Comptes[j];
                if (string.IsNullOrWhiteSpace(compte.Login) || compte.Login.Contains(':', StringComparison.Ordinal))
                    yield return new($"{path}.comptes[{j}].login",
                        "Indiquer un identifiant sans deux-points (authentification HTTP Basic).");
                else if (!logins.Add(compte.Login))
                    yield return new($"{path}.comptes[{j}].login",
                        $"L'identifiant « {compte.Login} » est déjà utilisé : il désigne un seul établissement.");
                if (string.IsNullOrEmpty(compte.MotDePasse) && compte.Certificat?.Mode != ModeCertificat.AuLieuDuMotDePasse
                    && !compte.AdressesSeules)
                    yield return new($"{path}.comptes[{j}].motDePasse", "Indiquer un mot de passe.");
                if (compte.Prefixe.Length > LargestPrefix || !compte.Prefixe.All(char.IsAsciiLetterOrDigit))
                    yield return new($"{path}.comptes[{j}].prefixe", $"Le préfixe a au plus {LargestPrefix} lettres ou chiffres.");
                else if (compte.Origine == OrigineOpi.Autre && compte.Prefixe.Length == 0)
                    yield return new($"{path}.comptes[{j}].prefixe",
                        "Indiquer le préfixe des numéros OPI de ce client : il le distingue de Parcoursup et des autres clients.");
                else if (compte.Origine == OrigineOpi.Autre && prefixes.Find(p => Overlap(p, compte.Prefixe)) is { } taken)
                    yield return new($"{path}.comptes[{j}].prefixe",
                        $"Le préfixe « {compte.Prefixe} » et celui d'un autre compte, « {taken} », donneraient les mêmes numéros " +
                        "OPI : aucun ne doit commencer par l'autre.");
                else if (compte.Origine == OrigineOpi.Autre && MeetsOurs(compte.Prefixe, opi.Prefixe))
                    yield return new($"{path}.comptes[{j}].prefixe",
                        $"Le préfixe « {compte.Prefixe} » donnerait les numéros OPI de Parcoursup (« {opi.Prefixe} » suivi du " +
                        "numéro de dossier) : en choisir un avec une lettre.");
                else if (compte.Origine == OrigineOpi.Autre)
                    prefixes.Add(compte.Prefixe);
            }
        }
    }

    private static bool Overlap(string left, string right) =>
        left.StartsWith(right, StringComparison.OrdinalIgnoreCase) || right.StartsWith(left, StringComparison.OrdinalIgnoreCase);

    // Our own numbers are the établissement's prefix and a file number, digits only (rule A4).
    private static bool MeetsOurs(string prefix, string ours) =>
        prefix.StartsWith(ours, StringComparison.OrdinalIgnoreCase)
            ? prefix[ours.Length..].All(char.IsAsciiDigit)
            : ours.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
