using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Taches;
using Parcoursup.Gateway.Temoin.Configuration;

namespace Parcoursup.Gateway.Temoin.Candidats;

/// <summary>Every morning: a person is told when candidates wait, and Témoin does not come to take them.</summary>
internal sealed class PlannedRelance(CandidatBook book, TacheBook tasks) : IPlannedWork
{
    public const string Sujet = "candidats";

    public string Name => "temoin";
    public int Order => 40;

    public string? CronOf(EtablissementModel etablissement) =>
        etablissement.Temoin is null ? null : etablissement.Document.Planification.Temoin;

    public async Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct)
    {
        var patience = etablissement.Temoin!.Patience;
        if (await book.WaitAsync(session, etablissement.Code, patience, ct) is > 0 and var waiting)
            await tasks.AddAsync(session, etablissement.Code, TypeTache.TemoinAbsent, Sujet,
                $"Témoin n'a pas pris {Accord.De(waiting, "candidat")} en {Accord.De(patience, "matin")} : vérifier qu'il appelle "
                + "la passerelle.", ct);
    }
}
