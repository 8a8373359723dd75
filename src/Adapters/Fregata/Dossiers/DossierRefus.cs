using System.Text.Json;
using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;

namespace Parcoursup.Gateway.Adapters.Fregata.Dossiers;

/// <summary>Why a line about a dossier is refused, in French.</summary>
internal static class DossierRefus
{
    /// <summary>What is wrong with a line before its dossier is looked at.</summary>
    public static Probleme? Of<T>(DossierSet book, FregataCaller caller, T? ligne, DossierId? id) where T : class, ILigne
    {
        // Passed over, a misspelt field would lose what it carries.
        if (ligne?.Inconnus is { Count: > 0 } strangers)
            return new(strangers.Keys.First(),
                $"Champ inconnu « {strangers.Keys.First()} » : les champs possibles sont {string.Join(", ", Fields<T>.Names)}.");
        if (id is not { } known)
            return new("id",
                $"« {ligne?.Id} » n'est pas un numéro de dossier : indiquer l'id d'un dossier importé, par exemple 2026-17-8842.");
        if (caller.Closes.FirstOrDefault(c => c.Session == known.Session) is { } close) return new("id", close.Refus);
        return book.Find(known) is { } row && row.Uai == caller.Uai ? null
            : new("id",
                $"Le dossier {known} n'est pas connu pour l'établissement {caller.Uai} : vérifier le numéro, ou importer les candidats.");
    }

    public static string Parti(DossierRow row) => row.State == EtatDossier.Annule
        ? $"Le dossier {row.Id} a été annulé avec son import : importer de nouveau les candidats."
        : $"Le candidat du dossier {row.Id} n'est plus admis : {row.Depart} S'il est de nouveau admis dans Parcoursup, importer de "
            + $"nouveau.";

    private static class Fields<T>
    {
        public static readonly IReadOnlyList<string> Names =
            [.. typeof(T).GetProperties().Where(p => p.Name != nameof(ILigne.Inconnus))
                .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];
    }
}
