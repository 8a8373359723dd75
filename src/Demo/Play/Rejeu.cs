using System.Globalization;
using Parcoursup.Gateway.Demo.Reporting;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>
/// After the oracle: the gateway's own command rebuilds everything from the raw messages and compares. The oracle knows what should have
/// come of the campaign; the replay, that nothing stands in the database that no message accounts for.
/// </summary>
internal static class Rejeu
{
    private const int LignesMontrees = 15;

    /// <returns>True when the journal gives what is there.</returns>
    public static async Task<bool> JouerAsync(Installation installation, EcranConsole ecran, CancellationToken cancellationToken)
    {
        var dossier = Directory.CreateTempSubdirectory("parcoursup-rejeu-");
        try
        {
            var (code, sortie, erreurs) = await installation.Passerelle.TryAsync(
                ["journal", "rejouer", "--vers", Path.Combine(dossier.FullName, "rejeu.db")], cancellationToken);
            var lignes = sortie.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (code == 0)
            {
                ecran.Dire($"Le journal, rejoué, redonne exactement ce que la passerelle contient : {lignes[^2]}");
                return true;
            }

            ecran.Erreur(string.Create(
                CultureInfo.InvariantCulture, $"Le journal, rejoué, ne redonne pas ce que la passerelle contient (code {code}) :"));
            foreach (var ligne in (code == 1 ? lignes : erreurs.Split('\n')).Take(LignesMontrees)) ecran.Dire(" - " + ligne);
            if (code == 1) ecran.Dire(lignes[^1]);
            return false;
        }
        finally
        {
            dossier.Delete(recursive: true);
        }
    }
}
