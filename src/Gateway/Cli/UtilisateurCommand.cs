using System.CommandLine;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway utilisateur inviter</c>: prints the link alone, and only once.</summary>
internal sealed class UtilisateurCommand(
    ConfigurationDirectory directory, InvitationBook invitations, PublicAddress address, IEnumerable<RolesDeSysteme> roles)
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
        var role = new Option<string?>("--role") { Description = "Son rôle dans un système, par exemple catalogue:instructeur" };
        var over = new Option<string?>("--portee") { Description = "Sur quoi porte ce rôle, par exemple des numéros d'académies" };
        var name = new Option<string>("--nom") { Description = "À qui le lien est remis", Required = true };
        var command = new Command("inviter", "Affiche un lien, bon une fois, pour créer un compte et choisir son mot de passe")
            { runs, etab, level, role, over, name };
        command.SetAction((result, ct) => run.WithAsync<UtilisateurCommand>(
            work => work.RunAsync(new Demande(result.GetValue(runs), result.GetValue(etab), result.GetValue(level), result.GetValue(role),
                result.GetValue(over)), result.GetValue(name)!, ct), ct));
        return command;
    }

    private async Task<int> RunAsync(Demande asked, string name, CancellationToken ct)
    {
        if (asked.Nombre != 1)
            return await CommandFailure.TellAsync("Indiquer soit --exploitant, soit --etablissement et --niveau, soit --role.");
        var droit = Droit.Exploitant;
        if (asked.Etablissement is { } code)
        {
            if (directory.Current.Find(code) is not { } etablissement) return await CommandFailure.UnknownAsync(code);
            if (asked.Niveau is null || !Niveaux.TryGetValue(asked.Niveau, out var niveau))
                return await CommandFailure.TellAsync($"--niveau : indiquer l'un de {string.Join(", ", Niveaux.Keys)}.");
            droit = new(niveau, etablissement.Code);
        }
        else if (asked.Role is { } role)
        {
            if (RolesDeSysteme.Lire(roles, role, asked.Portee, out var refusal) is not { } given)
                return await CommandFailure.TellAsync("--role : " + refusal);
            droit = given;
        }

        var link = address.OfPeople($"{PageContext.Prefixe}/invitation/{await invitations.InviterAsync(name, [droit], ct)}");
        await Console.Out.WriteLineAsync(link.ToString().AsMemory(), ct);
        return 0;
    }

    private sealed record Demande(bool Exploitant, string? Etablissement, string? Niveau, string? Role, string? Portee)
    {
        public int Nombre => (Exploitant ? 1 : 0) + (Etablissement is null ? 0 : 1) + (Role is null ? 0 : 1);
    }
}
