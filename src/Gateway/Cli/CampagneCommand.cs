using System.CommandLine;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway campagne clore</c> and <c>purger</c>: a session ends, then its personal data leave.</summary>
internal sealed class CampagneCommand(ConservationService service)
{
    public static Command Clore(ICommandRun run) => Create(
        run, "clore", "Clôt une campagne : plus rien n'en est reçu ni envoyé ; sans retour",
        async (work, session, acte, ct) =>
        {
            var rapport = await work.CloreAsync(session, acte.Essai, acte.Auteur, ct);
            return await acte.TellAsync(rapport.Bilan, rapport.Fichiers, rapport.Refus, $"Clôture de la campagne {session}", ct);
        });

    public static Command Purger(ICommandRun run) => Create(
        run, "purger", "Efface les données personnelles d'une campagne close ; ses comptes restent",
        async (work, session, acte, ct) =>
        {
            var rapport = await work.PurgerAsync(session, acte.Essai, acte.Auteur, ct);
            return await acte.TellAsync(rapport.Bilan, rapport.Fichiers, rapport.Refus, $"Purge de la campagne {session}", ct);
        });

    private static Command Create(
        ICommandRun run, string name, string description, Func<ConservationService, int, Acte, CancellationToken, Task<int>> work)
    {
        var session = new Argument<int>("session") { Description = "Session, par exemple 2026" };
        var command = new Command(name, description) { session };
        var options = ActeOptions.On(command);
        command.SetAction((result, ct) => options.RunAsync<CampagneCommand>(
            run, result, (it, acte) => work(it.Service, result.GetValue(session), acte, ct), ct));
        return command;
    }

    private ConservationService Service => service;
}
