using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
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

    internal IdentitePersonne? Identite { get; init; }

    /// <summary>Somebody who cannot be the same person bears his INE here (rule K2): it tells nothing of either.</summary>
    internal bool IneConteste { get; init; }

    /// <summary>Another person here has his names: they alone are not his.</summary>
    internal bool Homonyme { get; init; }

    /// <summary>What finds him; null where it may be another one's.</summary>
    internal string? IneSur => IneConteste ? null : Ine;

    internal NomsDits? Noms =>
        Nom is { Length: > 0 } && Prenom is { Length: > 0 } ? new(Nom, Prenom, Identite?.DateNaissance, Homonyme) : null;

    internal CandidatKey Key => new(Session, Dossier);

    internal Valeurs Valeurs
    {
        get
        {
            var valeurs = new Valeurs { code = Etablissement, annee = Session, dossier = Dossier };
            if (IneSur is { } ine)
                valeurs = valeurs with { ine = ine, ines = Ines, clesIne = [.. Ines.Select(form => SealedMark.Ine + form)] };
            // Both names, or neither: one alone is a neighbour's too.
            return valeurs with { Noms = Noms };
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

/// <summary>Finds a person at every établissement, and tells her from those who share something with her.</summary>
internal sealed class PersonneRecherche(
    Database database, ConfigurationDirectory directory, Codes codes, CitationsPersonne citations)
{
    private const int Page = 5000;

    // The key of an INE is kept apart by some.
    private const int NneLength = 10;

    /// <summary>Why those who were found cannot be shown or erased as one person, in French; null where they can.</summary>
    public static string? Doute(IReadOnlyList<PersonneConnue> personnes)
    {
        var others = personnes.Where(one => personnes.Any(other => PasLaMeme(one, other))).ToList();
        return others.Count == 0 ? null
            : "Ce sont des personnes différentes (noms et dates de naissance) : "
                + string.Join(", ", others.Select(p => string.Create(
                    CultureInfo.InvariantCulture, $"{p.Etablissement} {p.Session}/{p.Dossier}")))
                + ". Rien n'a été fait : indiquer l'établissement, la session et le numéro de dossier de la personne.";
    }

    private static bool PasLaMeme(PersonneConnue one, PersonneConnue other) =>
        one.Identite is { } mine && other.Identite is { } theirs && mine.NePeutEtre(theirs);

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
                found.Add(await DistinguerAsync(personne with { Ines = await database.FormsAsync(code, [personne.Ine], ct) }, ct));
        }

        return found;
    }

    // Whoever else is at this établissement and has her INE or her names: what shows those alone is not surely hers.
    private async Task<PersonneConnue> DistinguerAsync(PersonneConnue personne, CancellationToken ct)
    {
        if (personne.Identite is null) return personne;
        var conteste = (await PorteursAsync(personne, ct)).Any(other => PasLaMeme(personne, other));
        // Of whoever is no candidate, by what was received of him.
        var (noms, homonyme) = (personne.Noms, false);
        await foreach (var lue in citations.IdentitesAsync(personne.Etablissement, ct))
        {
            conteste |= MemeIne(personne, lue.Ine) && personne.Identite.NePeutEtre(lue.Identite);
            homonyme |= NeDUnAutreJour(personne.Identite, lue.Identite) && !MemeIne(personne, lue.Ine)
                && noms?.PrisPourCeuxDe(lue.Identite) == true;
        }

        var seule = personne with { IneConteste = conteste };
        return seule with { Homonyme = homonyme || (noms is not null && await HasNamesakeAsync(seule, noms, ct)) };
    }

    /// <summary>Whether any candidate bears her INE who may be the same person; her own row has gone.</summary>
    public async Task<bool> ResteAsync(PersonneConnue personne, CancellationToken ct) =>
        (await PorteursAsync(personne, ct)).Any(other => !PasLaMeme(personne, other));

    // The other candidates of this établissement with her INE.
    private async Task<IReadOnlyList<PersonneConnue>> PorteursAsync(PersonneConnue personne, CancellationToken ct) =>
        personne.Ines.Length == 0 ? []
            : [.. (await database.QueryAsync<OwnedRow>(
                """
                SELECT * FROM candidat
                WHERE etablissement = @code AND ine IN @ines AND NOT (session = @annee AND code_candidat = @dossier)
                """,
                new { code = personne.Etablissement, ines = personne.Ines, annee = personne.Session, dossier = personne.Dossier }, ct))
                .Select(Known)];

    private static bool MemeIne(PersonneConnue personne, string? autre) =>
        Ine.Normalize(personne.IneSur) is { Length: >= NneLength } ine && Ine.Normalize(autre) is { Length: >= NneLength } other
        && string.CompareOrdinal(ine, 0, other, 0, NneLength) == 0;

    private static bool NeDUnAutreJour(IdentitePersonne one, IdentitePersonne other) =>
        one.DateNaissance is { } mine && other.DateNaissance is { } theirs && mine != theirs;

    // The row of another session, or of another file number: she is no namesake of her own.
    private static bool EstElle(PersonneConnue personne, PersonneConnue other) => other.Key == personne.Key
        || MemeIne(personne, other.Ine) || (personne.Identite?.Cle is { } cle && cle == other.Identite?.Cle);

    private async Task<bool> HasNamesakeAsync(PersonneConnue personne, NomsDits noms, CancellationToken ct)
    {
        for (var after = default(CandidatKey);;)
        {
            var rows = await database.QueryAsync<OwnedRow>(
                $"""
                SELECT * FROM candidat WHERE etablissement = @code AND (session, code_candidat) > (@annee, @dossier)
                ORDER BY session, code_candidat LIMIT {Page}
                """,
                new { code = personne.Etablissement, annee = after.Session, dossier = after.CodeCandidat }, ct);
            if (rows.Select(Known).Any(other => other.Identite is { } identite && !EstElle(personne, other)
                && noms.PrisPourCeuxDe(identite)))
                return true;
            if (rows.Count < Page) return false;
            after = new(rows[^1].Session, rows[^1].CodeCandidat);
        }
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
        var known = new PersonneConnue(row.Etablissement, row.Session, row.CodeCandidat, row.Ine, Numero: row.CodOpi);
        if (TexteEfface.Est(row.Donnees)) return known;
        var candidat = row.Candidat.ReadCandidat();
        return known with { Nom = candidat.Nom, Prenom = candidat.Prenom, Identite = IdentitePersonne.Of(candidat) };
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
