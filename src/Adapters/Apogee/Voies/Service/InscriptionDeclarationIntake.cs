using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>
/// <c>declarerInscriptions</c>: enrolments told by SOAP (rules F1, F2), with the reading and the line report of the REST
/// intake. Answered once the envelope is durable.
/// </summary>
internal sealed class InscriptionDeclarationIntake(InscriptionReader reader, Journal journal, IBusinessClock clock, TimeProvider time)
{
    public async Task<ReponseTraitement> TakeAsync(CompteTraitementModel account, DemandeTraitement.DeclarerInscriptions told,
        SoapCall call, CancellationToken ct)
    {
        var answer = Read(told, clock.Now).ToAnswer();
        await journal.AppendAsync(MessageOf(account, call.HttpContext, call.RawBytes), ct);
        return new ReponseTraitement.CompteRendu(
            answer.Recues, answer.Acceptees, answer.Refusees,
            [.. answer.Lignes.Select(l => new LigneRefusee(l.Ligne, l.Champ, l.Message))]);
    }

    public MessageEntrant MessageOf(CompteTraitementModel account, HttpContext http, ReadOnlyMemory<byte> envelope) => new()
    {
        RecuLe = time.GetUtcNow(), Etablissement = account.Etablissement.Code, Canal = Canal.Declaration, Compte = account.Compte.Login,
        TypeContenu = http.Request.ContentType, Corps = envelope.ToArray(), Correlation = http.TraceIdentifier,
    };

    public LineReading<InscriptionRecue> Read(DemandeTraitement.DeclarerInscriptions told, DateTimeOffset maintenant) =>
        reader.Read(told.Lignes, "application/json", maintenant);
}

/// <summary>Applies the enrolments that came by SOAP.</summary>
internal sealed class InscriptionDeclarationApplier(InscriptionDeclarationIntake intake, InscriptionRecorder recorder, IBusinessClock clock,
    TimeProvider time) : IMessageApplier
{
    public Canal Canal => Canal.Declaration;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages,
        CancellationToken ct)
    {
        foreach (var message in messages)
        {
            var told = PasserelleApogee.Read(message.Corps, message.TypeContenu) as DemandeTraitement.DeclarerInscriptions
                ?? throw new InvalidDataException($"Message {message.Id} was accepted and cannot be read.");
            foreach (var line in intake.Read(told, clock.Of(message.RecuLe, time)).Lues)
                await recorder.RecordAsync(session, etablissement, line.Valeur, message.Id, last: false, ct);
        }
    }
}
