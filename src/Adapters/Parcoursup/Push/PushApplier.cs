using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Push;

/// <summary>Applies what Parcoursup pushed (<c>admissionCandidat</c>).</summary>
internal sealed class PushApplier(
    AutresVoeux others, InscriptionReprise inscriptions, Arrivees arrivees, IBusinessClock clock, TimeProvider time)
    : IMessageApplier
{
    public Canal Canal => Canal.Push;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages,
        CancellationToken ct)
    {
        var read = messages.Select(m => (Message: m, Candidat: Read(m))).ToList();
        var book = await arrivees.LoadAsync(session, etablissement.Code, read.Select(r => r.Candidat.Candidat.Key), ct);
        var newcomers = new List<int>();
        foreach (var (message, candidat) in read)
        {
            if (book.Voeu(candidat.Voeu.Key) is null) newcomers.Add(candidat.Candidat.CodeCandidat);
            var voeu = VoeuRouting.Route(etablissement, candidat, message.Uai!).Voeu;
            var told = book.Events.Count;
            var accepted = book.Record(ArriveeOf(message), candidat.Candidat, voeu, message.Uai!);
            if (book.Events.Count == told)
                book.Tell(voeu.Key.Candidat, voeu.Key.CodeFormationPsup, NatureEvenement.Message,
                    "Message de Parcoursup reçu, sans effet : identique à la réponse connue, ou plus ancien.", "règles B4 et B5",
                    message.Id);
            if (accepted) await others.LookUpAsync(session, etablissement, book, voeu.Key, listed: null, ct);
        }

        await arrivees.SaveAsync(session, etablissement.Code, book, ct);
        if (newcomers.Count > 0) await inscriptions.RetryOfAsync(session, etablissement, newcomers, ct);
    }

    private Arrivee ArriveeOf(MessageEntrant message) => new()
    {
        Source = ParcoursupSource.Name, Ordre = message.Id, Le = message.RecuLe, Recu = clock.Of(message.RecuLe, time),
        Trace = message.Trace,
    };

    private static CandidatLu Read(MessageEntrant message) =>
        message.Lu as CandidatLu
        ?? (PushReader.Read(message.Corps) as PushLu)?.Candidat as CandidatLu
        ?? throw new InvalidDataException($"Message {message.Id} was accepted and cannot be read.");
}
