using System.Globalization;
using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Fregata.Validations;

/// <summary>Validation reports as they are at the moment: what a line tells comes from the delivery that it follows.</summary>
internal sealed class RapportReader(Database database, RemonteeDestination feedback, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Null when there is none of this number for the caller's UAI.</summary>
    public async Task<RapportValidation?> ReadAsync(FregataCaller caller, long id, CancellationToken ct) =>
        await ReadLinesAsync(caller.Etablissement.Code, caller.Uai, id, ct) is var (report, lines) ? ToRapport(report, lines) : null;

    /// <summary>Whatever UAI it is for.</summary>
    public async Task<RapportValidation?> ReadAsync(string etablissement, long id, CancellationToken ct) =>
        await ReadLinesAsync(etablissement, null, id, ct) is var (report, lines) ? ToRapport(report, lines) : null;

    /// <summary>The reports of all UAIs, the last first.</summary>
    /// <param name="avant">The last one that was seen; null: from the newest on.</param>
    public Task<IReadOnlyList<RapportSuivi>> SuiteAsync(string etablissement, long? avant, int nombre, CancellationToken ct) =>
        database.QueryAsync<RapportSuivi>(
            """
            SELECT v.id, v.uai, v.nature, v.etablie_le, v.utilisateur,
                   (SELECT COUNT(*) FROM fregata_validation_ligne l WHERE l.validation = v.id) AS lignes,
                   (SELECT COUNT(*) FROM fregata_validation_ligne l WHERE l.validation = v.id AND l.champ IS NOT NULL) AS refusees
            FROM fregata_validation v WHERE v.etablissement = @etablissement AND v.id < @before ORDER BY v.id DESC LIMIT @nombre
            """,
            new { etablissement, before = avant ?? long.MaxValue, nombre }, ct);

    /// <summary>Waits until every line has an end, or none that comes soon; at most as long as the établissement allows.</summary>
    public async Task<RapportValidation> SettledAsync(FregataCaller caller, long id, CancellationToken ct)
    {
        var deadline = time.GetUtcNow() + TimeSpan.FromSeconds(caller.Etablissement.Fregata.DelaiRemonteeSecondes);
        while (true)
        {
            var (report, lines) = (await ReadLinesAsync(caller.Etablissement.Code, caller.Uai, id, ct))!.Value;
            if (time.GetUtcNow() >= deadline || lines.TrueForAll(l => l.IsSettled(deadline))) return ToRapport(report, lines);
            await Task.Delay(Look, time, ct);
        }
    }

    private async Task<(RapportRow Report, List<RapportLigneRow> Lines)?> ReadLinesAsync(
        string code, string? uai, long id, CancellationToken ct)
    {
        var report = await database.FirstOrDefaultAsync<RapportRow>(
            "SELECT * FROM fregata_validation WHERE id = @id AND etablissement = @code AND (@uai IS NULL OR uai = @uai)",
            new { id, code, uai }, ct);
        if (report is null) return null;
        var lines = await database.QueryAsync<RapportLigneRow>(
            $"""
            SELECT l.etablissement, l.dossier, l.sujet, l.revision,
            l.champ, l.message AS note, d.etat, d.revision_acquittee, d.prochaine_tentative,
            d.message, d.explication,
                   opposees.premiere IS NOT NULL AS est_remplacee,
                   EXISTS (SELECT 1 FROM echange e WHERE e.livraison = d.id AND e.issue = '{nameof(IssueEnvoi.Acquittee)}'
                   AND e.revision >= l.revision AND e.revision < opposees.premiere) AS acquittee_avant
            FROM fregata_validation_ligne l
                 LEFT JOIN livraison d ON d.destination = @Name AND d.etablissement = l.etablissement AND d.sujet = l.sujet
                 LEFT JOIN (SELECT o.etablissement, o.sujet, MIN(o.revision) AS premiere
                            FROM fregata_validation_ligne m
                                 JOIN fregata_validation_ligne o ON o.etablissement = m.etablissement AND o.sujet = m.sujet
                                 AND o.validation > m.validation
                                 JOIN fregata_validation v ON v.id = o.validation AND v.nature <> @Nature
                            WHERE m.validation = @id
                            GROUP BY o.etablissement, o.sujet) opposees ON opposees.etablissement = l.etablissement
                            AND opposees.sujet = l.sujet
            WHERE l.validation = @id ORDER BY l.rang
            """,
            new { id, report.Nature, feedback.Name }, ct);
        return (report, [.. lines]);
    }

    private RapportValidation ToRapport(RapportRow report, List<RapportLigneRow> lines)
    {
        var nature = Enum.Parse<NatureRapport>(report.Nature);
        var now = time.GetUtcNow();
        var told = lines.ConvertAll(l => l.ToLigne(nature, now));
        int Count(ResultatValidation resultat) => told.Count(l => l.Resultat == resultat);
        return new RapportValidation(
            report.Id, nature, Paris.At(report.EtablieLe), report.Utilisateur, Count(ResultatValidation.Informe),
            Count(ResultatValidation.SeraReessaye),
            Count(ResultatValidation.Refuse), Count(ResultatValidation.EnCours), Count(ResultatValidation.SansObjet), told);
    }

    private sealed class RapportRow
    {
        public long Id { get; init; }
        public string Nature { get; init; } = "";
        public DateTimeOffset EtablieLe { get; init; }
        public string Utilisateur { get; init; } = "";
    }
}

/// <summary>A report in the list of them.</summary>
public sealed class RapportSuivi
{
    public long Id { get; init; }
    public string Uai { get; init; } = "";
    public string Nature { get; init; } = "";
    public DateTimeOffset EtablieLe { get; init; }
    public string Utilisateur { get; init; } = "";
    public long Lignes { get; init; }

    /// <summary>By the gateway; what Parcoursup refused is in the report itself.</summary>
    public long Refusees { get; init; }
}

/// <summary>A line with the delivery that it follows.</summary>
internal sealed class RapportLigneRow
{
    public string? Dossier { get; init; }
    public string? Sujet { get; init; }
    public long? Revision { get; init; }
    public string? Champ { get; init; }
    public string? Note { get; init; }
    public string? Etat { get; init; }
    public long? RevisionAcquittee { get; init; }

    /// <summary>The opposite was wanted later.</summary>
    public bool EstRemplacee { get; init; }

    /// <summary>Parcoursup has acknowledged what this line wanted, before its opposite.</summary>
    public bool AcquitteeAvant { get; init; }
    public DateTimeOffset? ProchaineTentative { get; init; }
    public string? Message { get; init; }
    public string? Explication { get; init; }

    private bool EstDepassee => EstRemplacee && !AcquitteeAvant;

    private bool Acquittee => EstRemplacee ? AcquitteeAvant : RevisionAcquittee >= Revision;

    /// <summary>Nothing more is to be expected before this moment.</summary>
    public bool IsSettled(DateTimeOffset deadline) =>
        Sujet is null || Acquittee || EstDepassee || Etat is null or nameof(EtatLivraison.RefusMetier) or nameof(EtatLivraison.SansObjet)
        || (Etat == nameof(EtatLivraison.AEnvoyer) && ProchaineTentative > deadline);

    public LigneRapport ToLigne(NatureRapport nature, DateTimeOffset now)
    {
        var what = nature == NatureRapport.Validation ? "l'inscription" : "l'annulation de l'inscription";
        if (Champ is not null) return new(Dossier, ResultatValidation.Refuse, Champ, Note ?? "");
        if (Sujet is null) return new(Dossier, ResultatValidation.SansObjet, null, Note ?? "");
        if (Acquittee) return Line(ResultatValidation.Informe, $"Parcoursup a été informé de {what}.");
        if (EstDepassee)
            return Line(ResultatValidation.SansObjet, nature == NatureRapport.Validation
                ? "L'inscription a été annulée depuis, avant que Parcoursup en soit informé."
                : "L'inscription a été validée de nouveau depuis, avant que Parcoursup soit informé de son annulation.");
        return Etat switch
        {
            null or nameof(EtatLivraison.SansObjet) when nature == NatureRapport.Annulation =>
                Line(ResultatValidation.SansObjet,
                    "Parcoursup n'avait pas encore été informé de l'inscription : il n'y a rien à lui dire."),
            null or nameof(EtatLivraison.SansObjet) =>
                Line(ResultatValidation.SansObjet, "L'inscription a été annulée avant que Parcoursup en soit informé."),
            nameof(EtatLivraison.RefusMetier) =>
                Line(ResultatValidation.Refuse, $"Parcoursup refuse {what} : {Sentence(Message)} {Explication}".TrimEnd()
                    + " Après correction, recommencer l'opération.", "parcoursup"),
            nameof(EtatLivraison.AEnvoyer) when ProchaineTentative > now =>
                Line(ResultatValidation.SeraReessaye, Again(what, ProchaineTentative!.Value)),
            _ => Line(ResultatValidation.EnCours, $"Parcoursup va être informé de {what} : relire le rapport dans quelques instants."),
        };
    }

    private string Again(string what, DateTimeOffset next)
    {
        var at = Paris.At(next).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return $"Parcoursup n'a pas encore pu être informé de {what} : nouvel essai automatique à {at}. {Message}".TrimEnd();
    }

    // Parcoursup's words come with or without their full stop.
    private static string Sentence(string? text) => text is null or "" || text[^1] is '.' or '!' or '?' ? text ?? "" : text + ".";

    private LigneRapport Line(ResultatValidation resultat, string message, string? champ = null) =>
        new(Dossier, resultat, champ, Note is null ? message : $"{Note} {message}");
}
