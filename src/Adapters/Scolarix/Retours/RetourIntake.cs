using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>What came of handing in a file.</summary>
/// <param name="DejaRecu">The same content came before: nothing was done.</param>
internal sealed record RetourPris(RetourRow Retour, bool DejaRecu);

/// <summary>The session of a file; null with why not.</summary>
internal sealed record ChoixSession(int? Session, int Statut = 0, string Champ = "", string Refus = "");

/// <summary>Takes a daily file, uploaded or found in the folder: durable first, then applied like every message.</summary>
internal sealed class RetourIntake(
    RetourBook book, Journal journal, AppliedSignal applied, ConfigurationDirectory directory, IBusinessClock clock, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>The session that a file is of: the one that is told, else the one that is enrolling.</summary>
    public ChoixSession Choisir(int? demandee) => (demandee ?? Session) switch
    {
        null => new(null, StatusCodes.Status409Conflict, "campagnes",
            "Aucune campagne n'a commencé : saisir le calendrier de la session."),
        { } annee when !Knows(annee) => new(null, StatusCodes.Status400BadRequest, "session",
            $"La session {annee} n'est pas configurée : indiquer l'une des sessions du calendrier ({Sessions}), ou ne pas "
            + "indiquer de session."),
        { } annee => new(annee),
    };

    /// <summary>Reads a file as it would be taken, and takes nothing: no candidate is looked for.</summary>
    public LectureRetour Essayer(EtablissementModel etablissement, byte[] contenu) =>
        new RetourReader(etablissement.Document.Scolarix?.Retour ?? new(), RetourApplier.Budget)
            .Read(contenu, Paris.At(clock.Now).DateTime);

    /// <summary>The session that is enrolling: the newest one whose admissions have begun.</summary>
    public int? Session => directory.Current.Campagnes.Where(c => c.DebutAdmission <= clock.Today).Select(c => (int?)c.Session).Max();

    /// <summary>True when the session stands in the calendar.</summary>
    private bool Knows(int session) => directory.Current.Campagnes.Any(c => c.Session == session);

    // As they are told to a person.
    private string Sessions => string.Join(", ", directory.Current.Campagnes.Select(c => c.Session).Order());

    /// <inheritdoc cref="RetourBook.PlaceAsync"/>
    public Task PlaceAsync(long retour, string chemin, CancellationToken ct) => book.PlaceAsync(retour, chemin, ct);

    /// <inheritdoc cref="RetourBook.RefuseAsync"/>
    public Task<RetourRow> RefuseAsync(
        EtablissementModel etablissement, int session, EntreeDossier entry, string par, string message, CancellationToken ct) =>
        book.RefuseAsync(etablissement.Code, session, entry, par, message, ct);

    /// <returns>As it ended, or as it is when the patience is over.</returns>
    public async Task<RetourPris> TakeAsync(EtablissementModel etablissement, int session, string nom, string par, byte[] contenu,
        TimeSpan patience, CancellationToken ct)
    {
        var options = etablissement.Document.Scolarix?.Retour ?? new();
        var (noted, nouveau) = await book.NoteAsync(etablissement.Code, session, nom, par, contenu, options, ct);
        if (noted.IsOver) return new RetourPris(noted, DejaRecu: true);

        // Noted before and never applied: a former life may have ended before the journal had it. Twice in it is harmless.
        var id = await journal.AppendOwnAsync(new MessageEntrant
        {
            RecuLe = time.GetUtcNow(), Etablissement = etablissement.Code, Canal = Canal.Retour,
            Compte = noted.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), TypeContenu = "text/csv", Corps = contenu,
            Acte = new(ActeAudit.RetourRecu, etablissement.Code, FormattableString.Invariant($"retour {noted.Id}"))
            {
                Details = [new("par", null, par)],
            },
        }, ct);
        using var watch = applied.Listen(id);
        var start = time.GetTimestamp();
        while (true)
        {
            var row = (await book.FindAsync(etablissement.Code, noted.Id, ct))!;
            if (!row.IsOver && await book.IsSetAsideAsync(id, ct))
            {
                await book.ForgetAsync(noted.Id, ct);
                return new RetourPris(noted.SetAside(id), DejaRecu: false);
            }

            if (row.IsOver || time.GetElapsedTime(start) > patience)
                return new RetourPris(row, DejaRecu: !nouveau);
            await watch.WaitAsync(Look, time, ct);
        }
    }
}
