using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Fregata.Acces;

/// <summary>Journals what Fregata tells in the transaction that applies it: its answer already says what became of each line.</summary>
internal sealed class FregataJournal(Journal journal, TimeProvider time)
{
    public MessageEntrant MessageOf(HttpContext http, byte[] body, string issue = EntreeAudit.Fait)
    {
        var caller = http.Fregata();
        return new MessageEntrant
        {
            RecuLe = time.GetUtcNow(), Etablissement = caller.Etablissement.Code, Uai = caller.Uai, Canal = Canal.Fregata,
                Compte = caller.Compte,
            TypeContenu = http.Request.ContentType, Corps = body, Correlation = http.TraceIdentifier,
            Acte = caller.Acte(ActeAudit.DeclarationFregata, http.Request.Path.Value ?? "") with { Issue = issue },
        };
    }

    /// <summary>Keeps what could not be read, with the reason.</summary>
    public Task AppendRefusedAsync(HttpContext http, byte[] body, string reason) =>
        journal.AppendRefusedAsync(MessageOf(http, body, EntreeAudit.Refuse), reason, http.RequestAborted);

    public Task AppendAsync(WriteSession session, MessageEntrant message, CancellationToken ct) =>
        journal.AppendAppliedAsync(session, message, ct);
}
