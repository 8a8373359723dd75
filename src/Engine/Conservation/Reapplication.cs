using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>An erasure of the register that was to be done again.</summary>
/// <param name="Texte">In French: of what, and what went; where nothing did, why, and what is to be done.</param>
/// <param name="Fait">Whether it is done; else the register goes on asking for it.</param>
public sealed record EffacementRefait(string Texte, bool Fait);

/// <summary>Does again what the register knows and this database does not: a backup has brought erased data back.</summary>
public sealed class Reapplication
{
    private readonly ConservationService _service;
    private readonly Database _database;
    private readonly ConfigurationDirectory _directory;
    private readonly Registre _registre;
    private readonly Effaces _erased;
    private readonly CitationsPersonne _citations;

    internal Reapplication(
        ConservationService service, Database database, ConfigurationDirectory directory, Registre registre, Effaces erased,
        CitationsPersonne citations) =>
        (_service, _database, _directory, _registre, _erased, _citations) =
            (service, database, directory, registre, erased, citations);

    /// <summary>How many erasures are to be done again.</summary>
    public async Task<IReadOnlyList<Effacement>> ManquantsAsync(CancellationToken ct) => await _registre.InconnusAsync(ct);

    /// <summary>What is refused stays to be done.</summary>
    public async Task<IReadOnlyList<EffacementRefait>> ReappliquerAsync(string auteur, CancellationToken ct)
    {
        var told = new List<EffacementRefait>();
        // By an INE alone last: whoever bears it may be erased by his session and file number already.
        foreach (var line in (await _registre.InconnusAsync(ct)).OrderBy(ParIne))
        {
            if (await _registre.EstConnuAsync(line, ct)) continue;
            var again = await AgainAsync(line, auteur, ct);
            if (again.Fait) await _registre.ConnaitreAsync(line, ct);
            told.Add(again);
        }

        return told;
    }

    private async Task<EffacementRefait> AgainAsync(Effacement line, string auteur, CancellationToken ct)
    {
        switch (line.Acte)
        {
            case nameof(ActeConservation.Session) when line.Session is { } annee:
                return await SessionAsync(annee, auteur, ct);
            case nameof(ActeConservation.Etablissement) when line.Code is { } code:
                var removed = await _service.SupprimerAsync(code, essai: false, auteur, ct);
                return Told($"établissement {code}", removed.Bilan, removed.Refus);
            case nameof(ActeConservation.Personne) when line is { Code: { } code, Empreinte: { } empreinte }:
                var erased = await PersonAsync(line, code, empreinte, auteur, ct);
                return Told($"une personne de {code}", erased.Bilan, erased.Refus);
            default:
                return new($"effacement {line.Id} : cette version de la passerelle ne connaît pas l'acte « {line.Acte} », il reste à "
                    + "refaire. La mettre à jour, puis relancer cette commande.", Fait: false);
        }
    }

    private async Task<EffacementRefait> SessionAsync(int annee, string auteur, CancellationToken ct)
    {
        var what = FormattableString.Invariant($"campagne {annee}");
        if (_directory.Current.Close(annee) is null
            && await _service.CloreAsync(annee, essai: false, auteur, ct) is { Refus: { } notClosed } closing)
            return Told(what, closing.Bilan, notClosed);
        var purged = await _service.PurgerAsync(annee, essai: false, auteur, ct);
        return Told(what, purged.Bilan, purged.Refus);
    }

    // Whoever has the fingerprint is he: nothing else of him is known.
    private async Task<RapportPersonne> PersonAsync(
        Effacement line, string code, string empreinte, string auteur, CancellationToken ct)
    {
        var rows = await _database.QueryAsync<CandidatRow>(
            "SELECT session, code_candidat, ine FROM candidat WHERE etablissement = @code", new { code }, ct);
        if (rows.FirstOrDefault(row => _erased.EmpreinteDe(new(code, row.Session, row.CodeCandidat, row.Ine)) == empreinte) is { } his)
            return await _service.EffacerAsync(new(null, his.Session, his.CodeCandidat, code), essai: false, auteur, ct);
        // Not in the backup: the source is not to bring him back unsaid.
        if (!ParIne(line)) await _database.WriteAsync(session => _erased.NoterAsync(session, code, empreinte, ct), ct);
        return await IneAsync(rows.Select(row => row.Ine), code, empreinte, ct) is { } ine
            ? await _service.EffacerAsync(new(ine, null, null, code), essai: false, auteur, ct)
            : new(Essai: false, new Bilan(), []);
    }

    // A candidate's, or that of somebody of whom only another application has told.
    private async Task<string?> IneAsync(IEnumerable<string?> candidats, string code, string empreinte, CancellationToken ct)
    {
        bool Is(string? ine) => ine is not null && _erased.EmpreinteIne(code, ine) == empreinte;

        if (candidats.FirstOrDefault(Is) is { } ine) return ine;
        await foreach (var lue in _citations.IdentitesAsync(code, ct))
            if (Is(lue.Ine)) return lue.Ine;
        return null;
    }

    // Somebody who was no candidate there when he was erased.
    private static bool ParIne(Effacement line) => line is { Acte: nameof(ActeConservation.Personne), Session: null };

    private static EffacementRefait Told(string what, Bilan bilan, string? refus) => refus is null
        ? new($"{what} : {Accord.De(bilan.Total, "ligne effacée", "lignes effacées")}.", Fait: true)
        : new($"{what} : pas effacé, et reste à refaire. {refus} La passerelle démarrée achève ce qui est en cours ; quand la cause est "
            + "levée, relancer cette commande.", Fait: false);
}
