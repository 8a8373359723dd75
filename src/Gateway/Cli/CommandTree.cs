using System.CommandLine;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <summary>Puts the commands of all modules in order; those under one word become one command.</summary>
internal static class CommandTree
{
    /// <exception cref="InvalidOperationException">Two bring the same command: it cannot be told which is meant.</exception>
    public static void Fill(Command root, IEnumerable<ModuleCommand> commands)
    {
        foreach (var command in commands.OrderBy(c => c.Rang))
            Add(command.Groupe is { } group ? GroupOf(root, group) : root, command.Command);
    }

    private static Command GroupOf(Command root, CommandGroup group)
    {
        if (Find(root, group.Name) is { Action: null } known) return known;
        var made = new Command(group.Name, group.Description);
        Add(root, made);
        return made;
    }

    private static void Add(Command above, Command command)
    {
        if (Find(above, command.Name) is not null) throw new InvalidOperationException($"Two modules bring the command {command.Name}.");
        above.Subcommands.Add(command);
    }

    private static Command? Find(Command above, string name) => above.Subcommands.FirstOrDefault(c => c.Name == name);
}
