using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>
/// A person as an établissement knows him. Without candidate <c>Dossier</c> is 0: then the INE alone finds what there is.
/// </summary>
/// <param name="Numero">His number in the établissement's system.</param>
public sealed record PersonneConnue(
    string Etablissement, int Session, int Dossier, string? Ine, string? Nom = null, string? Prenom = null, string? Numero = null)
{
    /// <summary>The forms in which columns may hold his INE.</summary>
    internal string[] Ines { get; init; } = [];

    internal CandidatKey Key => new(Session, Dossier);

    internal Valeurs Valeurs
    {
        get
        {
            var valeurs = new Valeurs { code = Etablissement, annee = Session, dossier = Dossier };
            if (Ine is not null)
                valeurs = valeurs with { ine = Ine, ines = Ines, clesIne = [.. Ines.Select(form => SealedMark.Ine + form)] };
            // Both names, or neither: one alone is a neighbour's too.
            return Nom is { Length: > 1 } && Prenom is { Length: > 1 } ? valeurs with { nom = Nom, prenom = Prenom } : valeurs;
        }
    }
}

/// <summary>Whom somebody asks about: by INE, or by session and file number.</summary>
/// <param name="Etablissement">Of one établissement only; null: of all that this gateway serves.</param>
public sealed record DemandePersonne(string? Ine, int? Session, int? Dossier, string? Etablissement)
{
    /// <summary>What is wrong with it: field and French message; null when nothing is.</summary>
    public (string Champ, string Message)? Erreur()
    {
        if (Ine is not null && Session is null && Dossier is null)
            return Domain.Identite.Ine.HasShape(Domain.Identite.Ine.Normalize(Ine)) ? null
                : ("ine", "Ce n'est pas un INE : 11 caractères, lettres ou chiffres, sont attendus.");
        return Ine is null && Session is >= 2018 and <= 2100 && Dossier is > 0 ? null
            : ("ine", "Indiquer soit l'INE, soit la session et le numéro de dossier (par exemple 2026/12345).");
    }
}

/// <summary>Finds a person at every établissement.</summary>
internal sealed class PersonneRecherche(Database database, ConfigurationDirectory directory, Codes codes)
{
    public async Task<IReadOnlyList<PersonneConnue>> TrouverAsync(DemandePersonne demande, CancellationToken ct)
    {
        var ine = Ine.Normalize(demande.Ine);
        var only = demande.Etablissement is { } name ? directory.Current.Find(name)?.Code ?? name : null;
        var found = new List<PersonneConnue>();
        IEnumerable<string> all = only is null ? await codes.TousAsync(ct) : [only];
        foreach (var code in all.Order(StringComparer.Ordinal))
        {
            // Results, received OPI and enrolments may be of somebody who is no candidate here.
            var known = await CandidatsAsync(code, ine, demande, ct);
            foreach (var personne in known.Count > 0 ? known : [new(code, demande.Session ?? 0, demande.Dossier ?? 0, ine)])
                found.Add(personne with { Ines = await database.FormsAsync(code, [personne.Ine], ct) });
        }

        return found;
    }

    private async Task<IReadOnlyList<PersonneConnue>> CandidatsAsync(
        string code, string? ine, DemandePersonne demande, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<OwnedRow>(
            """
            SELECT * FROM candidat WHERE etablissement = @code
            AND (ine IN @ines OR (session = @annee AND code_candidat = @dossier)) ORDER BY session, code_candidat
            """,
            new
            {
                code, ines = await database.FormsAsync(code, [ine], ct), annee = demande.Session ?? 0, dossier = demande.Dossier ?? 0,
            }, ct)).Select(Known),
    ];

    private static PersonneConnue Known(OwnedRow row)
    {
        if (TexteEfface.Est(row.Donnees)) return new(row.Etablissement, row.Session, row.CodeCandidat, row.Ine, Numero: row.CodOpi);
        var candidat = row.Candidat.ReadCandidat();
        return new(row.Etablissement, row.Session, row.CodeCandidat, row.Ine, candidat.Nom, candidat.Prenom, row.CodOpi);
    }

    private sealed class OwnedRow
    {
        public string Etablissement { get; init; } = "";
        public int Session { get; init; }
        public int CodeCandidat { get; init; }
        public string Donnees { get; init; } = "";
        public string? Ine { get; init; }
        public string? CodOpi { get; init; }

        public CandidatRow Candidat => new() { Session = Session, CodeCandidat = CodeCandidat, Donnees = Donnees };
    }
}
