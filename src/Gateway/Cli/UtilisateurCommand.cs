using System.CommandLine;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway utilisateur inviter</c>: prints the link alone, and only once.</summary>
internal sealed class UtilisateurCommand(ConfigurationDirectory directory, InvitationBook invitations, PublicAddress address)
{
    private static readonly Dictionary<string, Niveau> Niveaux = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lecture"] = Niveau.Lecture, ["scolarite"] = Niveau.Scolarite, ["administrateur"] = Niveau.Administrateur,
    };

    public static Command Create(ICommandRun run)
    {
        var runs = new Option<bool>("--exploitant") { Description = "Exploitant de la passerelle : tous les droits" };
        var etab = new Option<string?>("--etablissement") { Description = "Établissement (code ou UAI) sur lequel il a un droit" };
        var level = new Option<string?>("--niveau") { Description = "Son droit : lecture, scolarite ou administrateur" };
        var name = new Option<string>("--nom") { Description = "À qui le lien est remis", Required = true };
        var command = new Command("inviter", "Affiche un lien, bon une fois, pour créer un compte et choisir son mot de passe")
            { runs, etab, level, name };
        command.SetAction((result, ct) => run.WithAsync<UtilisateurCommand>(
            work => work.RunAsync(result.GetValue(runs), result.GetValue(etab), result.GetValue(level), result.GetValue(name)!, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(bool runs, string? code, string? level, string name, CancellationToken ct)
    {
        if (runs == code is not null)
            return await CommandFailure.TellAsync("Indiquer soit --exploitant, soit --etablissement et --niveau.");
        var droit = Droit.Exploitant;
        if (code is not null)
        {
            if (directory.Current.Find(code) is not { } etablissement) return await CommandFailure.UnknownAsync(code);
            if (level is null || !Niveaux.TryGetValue(level, out var niveau))
                return await CommandFailure.TellAsync($"--niveau : indiquer l'un de {string.Join(", ", Niveaux.Keys)}.");
            droit = new(niveau, etablissement.Code);
        }

        var link = address.OfPeople($"{PageContext.Prefixe}/invitation/{await invitations.InviterAsync(name, [droit], ct)}");
        await Console.Out.WriteLineAsync(link.ToString().AsMemory(), ct);
        return 0;
    }
}
