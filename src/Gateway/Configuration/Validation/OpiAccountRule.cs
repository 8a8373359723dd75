namespace Parcoursup.Gateway.Configuration.Validation;

/// <summary>
/// Accounts of the hosted OPI service: a login belongs to one établissement (the short address has no UAI), and the
/// prefixes keep the clients' OPI numbers apart (rules A3, A4).
/// </summary>
internal sealed class OpiAccountRule : IDocumentRule
{
    private const int LargestPrefix = 4;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        var logins = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var opi = document.Etablissements[i].Opi;
            var path = $"etablissements[{i}].opi";
            if (opi.Prefixe.Length > LargestPrefix || !opi.Prefixe.All(char.IsAsciiLetterOrDigit))
                yield return new($"{path}.prefixe", $"Le préfixe a au plus {LargestPrefix} lettres ou chiffres : le numéro OPI n'en a que 10.");

            var prefixes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            for (var j = 0; j < opi.Comptes.Count; j++)
            {
                var compte = opi.Comptes[j];
                if (string.IsNullOrWhiteSpace(compte.Login) || compte.Login.Contains(':', StringComparison.Ordinal))
                    yield return new($"{path}.comptes[{j}].login", "Indiquer un identifiant sans deux-points (authentification HTTP Basic).");
                else if (!logins.Add(compte.Login))
                    yield return new($"{path}.comptes[{j}].login", $"L'identifiant « {compte.Login} » est déjà utilisé : il désigne un seul établissement.");
                if (string.IsNullOrEmpty(compte.MotDePasse))
                    yield return new($"{path}.comptes[{j}].motDePasse", "Indiquer un mot de passe.");
                if (compte.Prefixe.Length > LargestPrefix || !compte.Prefixe.All(char.IsAsciiLetterOrDigit))
                    yield return new($"{path}.comptes[{j}].prefixe", $"Le préfixe a au plus {LargestPrefix} lettres ou chiffres.");
                else if (compte.Origine == OrigineOpi.Autre && compte.Prefixe.Length == 0)
                    yield return new($"{path}.comptes[{j}].prefixe", "Indiquer le préfixe des numéros OPI de ce client : il le distingue de Parcoursup et des autres clients.");
                else if (compte.Origine == OrigineOpi.Autre && !prefixes.Add(compte.Prefixe))
                    yield return new($"{path}.comptes[{j}].prefixe", $"Le préfixe « {compte.Prefixe} » est déjà celui d'un autre compte.");
            }
        }
    }
}
