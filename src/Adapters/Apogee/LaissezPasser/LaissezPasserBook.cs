using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>A laissez-passer with what became of it.</summary>
internal sealed class LaissezPasserSuivi
{
    public int Session { get; init; }
    public int CodeCandidat { get; init; }
    public string CodCge { get; init; } = "";
    public string CodEtp { get; init; } = "";
    public int CodVrsVet { get; init; }
    public string Type { get; init; } = "";
    public string? Commentaire { get; init; }
    public DateTimeOffset DonneLe { get; init; }
    public string DonnePar { get; init; } = "";
    public DateTimeOffset? RetireLe { get; init; }
    public string? MotifRetrait { get; init; }
    public long Livraison { get; init; }
    public string Etat { get; init; } = "";
    public int Tentatives { get; init; }
    public string? Message { get; init; }
    public string? Explication { get; init; }
}

/// <summary>The laissez-passer that were given, and those withdrawn before they left.</summary>
internal sealed class LaissezPasserBook(LivraisonBook deliveries, EvenementBook events, IBusinessClock clock)
{
    private const string Of =
        "etablissement = @etablissement AND session = @Session AND code_candidat = @CodeCandidat AND cod_etp = @CodEtp AND cod_vrs_vet = "
        + "@CodVrsVet";

    /// <summary>Those that count; of all the établissement's candidates: they are few.</summary>
    public Task<IReadOnlyList<LaissezPasserRow>> ActiveAsync(WriteSession session, string etablissement, CancellationToken ct) =>
        session.QueryAsync<LaissezPasserRow>("SELECT * FROM laissez_passer WHERE etablissement = @etablissement AND retire_le IS NULL",
            new { etablissement }, ct);

    /// <summary>True when it is new or changed; the same one again changes nothing.</summary>
    public async Task<bool> GiveAsync(WriteSession session, string etablissement, LaissezPasserRow given, CancellationToken ct)
    {
        var news = await UpsertAsync(session, etablissement, given, ct) == 1;
        if (news)
            await TellAsync(session, etablissement, given,
                $"Laissez-passer {given.Type} donné par {given.DonnePar} pour la VET {given.Vet}.", ct);
        return news;
    }

    private async Task<int> UpsertAsync(WriteSession session, string etablissement, LaissezPasserRow given, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            INSERT INTO laissez_passer (etablissement, session, code_candidat, cod_etp, cod_vrs_vet, cod_cge, type, commentaire, donne_le,
            donne_par)
            VALUES (@etablissement, @Session, @CodeCandidat, @CodEtp, @CodVrsVet, @CodCge, @Type, @Commentaire, @now, @DonnePar)
            ON CONFLICT (etablissement, session, code_candidat, cod_etp, cod_vrs_vet) DO UPDATE SET
                cod_cge = excluded.cod_cge, type = excluded.type, commentaire = excluded.commentaire, donne_le = excluded.donne_le,
                donne_par = excluded.donne_par, retire_le = NULL, motif_retrait = NULL
            WHERE laissez_passer.retire_le IS NOT NULL OR laissez_passer.cod_cge <> excluded.cod_cge OR laissez_passer.type <> excluded.type
               OR COALESCE(laissez_passer.commentaire, '') <> COALESCE(excluded.commentaire, '')
            """,
            new { etablissement, given.Session, given.CodeCandidat, given.CodEtp, given.CodVrsVet, given.CodCge, given.Type,
                Commentaire = await session.SealAsync(etablissement, given.Commentaire, ct, UsageTexte.Compare), now = clock.Now,
                given.DonnePar }, ct);

    /// <summary>It will not be sent any more; somebody may give it again.</summary>
    public async Task WithdrawAsync(WriteSession session, string etablissement, LaissezPasserRow row, string motif, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"UPDATE laissez_passer SET retire_le = @now, motif_retrait = @motif WHERE {Of}",
            new
            {
                now = clock.Now, motif = await session.SealAsync(etablissement, motif, ct, UsageTexte.Compare), etablissement, row.Session,
                row.CodeCandidat, row.CodEtp, row.CodVrsVet,
            }, ct);
        await TellAsync(session, etablissement, row, $"Laissez-passer retiré pour la VET {row.Vet} : {motif}", ct);
    }

    private Task TellAsync(WriteSession session, string etablissement, LaissezPasserRow row, string texte, CancellationToken ct) =>
        events.AppendAsync(session, etablissement,
            [new Evenement(row.Candidat, null, NatureEvenement.LaissezPasser, texte, "fiche Parcoursup et Apogée §I.A")], ct);

    public Task WantAsync(WriteSession session, string etablissement, LaissezPasserRow row, string empreinte, string? personne,
        CancellationToken ct) =>
        deliveries.WantAsync(session, new WantedLivraison
        {
            Destination = DestinationLaissezPasser.Name, Etablissement = etablissement, Sujet = row.Sujet,
                Origine = WantedLivraison.FromPerson,
            Personne = personne, Empreinte = empreinte, Trace = Traces.Contexte,
        }, ct);

    private const string Suivis =
        $"""
        SELECT p.*, l.id AS livraison, l.etat, l.tentatives, l.message, l.explication
        FROM laissez_passer p JOIN livraison l ON l.destination = '{DestinationLaissezPasser.Name}'
        AND l.etablissement = p.etablissement
        AND l.sujet = CAST(p.session AS TEXT) || '/' || CAST(p.code_candidat AS TEXT)
            || '/' || p.cod_etp || '-' || CAST(p.cod_vrs_vet AS TEXT)
        """;

    /// <summary>Those of one candidate.</summary>
    public static Task<IReadOnlyList<LaissezPasserSuivi>> DeAsync(
        Database database, string etablissement, CandidatKey candidat, CancellationToken ct) =>
        database.QueryAsync<LaissezPasserSuivi>(
            $"""
            {Suivis}
            WHERE p.etablissement = @etablissement AND p.session = @annee AND p.code_candidat = @dossier ORDER BY p.donne_le
            """,
            new { etablissement, annee = candidat.Session, dossier = candidat.CodeCandidat }, ct);

    public Task<IReadOnlyList<LaissezPasserSuivi>> ListAsync(Database database, string etablissement, int? annee, string? sujet,
        CancellationToken ct) =>
        database.QueryAsync<LaissezPasserSuivi>(
            $"""
            {Suivis}
            WHERE p.etablissement = @etablissement AND (@annee IS NULL OR p.session = @annee) AND (@sujet IS NULL OR l.sujet = @sujet)
            ORDER BY p.donne_le DESC, p.session, p.code_candidat LIMIT 1000
            """,
            new { etablissement, annee, sujet }, ct);
}
