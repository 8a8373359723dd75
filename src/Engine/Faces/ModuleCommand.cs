using System.CommandLine;
using Parcoursup.Gateway.Engine.Faces.Commandes;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>A command that a module brings.</summary>
/// <param name="Rang">Where it stands in the help: the smaller number comes first.</param>
/// <param name="Groupe">
/// The word that it stands under, null when it stands alone; what stands under one word is joined, whoever brings it.
/// </param>
public sealed record ModuleCommand(int Rang, Command Command, CommandGroup? Groupe = null);

/// <summary>A word of the command line that does nothing by itself, such as <c>gateway config</c>.</summary>
public sealed record CommandGroup(string Name, string Description);

/// <summary>
/// Does the work of a command with the services of the gateway, without the hosted ones: a command neither listens nor
/// delivers.
/// </summary>
public interface ICommandRun
{
    /// <returns>The exit code: that of the work, or of what kept it from being done, which has then been told.</returns>
    /// <typeparam name="TWork">A class whose constructor asks for what it needs; it need not be registered.</typeparam>
    Task<int> WithAsync<TWork>(Func<TWork, Task<int>> work, CancellationToken ct) where TWork : notnull;

    /// <summary>The same on the base and at the instant that the command was told; logs go to the standard error.</summary>
    /// <inheritdoc cref="WithAsync{TWork}(Func{TWork,Task{int}},CancellationToken)"/>
    Task<int> WithAsync<TWork>(CommandSettings settings, Func<TWork, Task<int>> work, CancellationToken ct) where TWork : notnull =>
        WithAsync(work, ct);
}
