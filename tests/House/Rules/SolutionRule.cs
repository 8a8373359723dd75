namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>Every project stands in the solution: what is left out is neither built nor tested on a fresh machine.</summary>
internal static class SolutionRule
{
    // The clients of the interoperability tests are built by those, each with its own stack's tools.
    private const string Clients = "tests/Interop/clients/";

    public static IEnumerable<string> Violations(IReadOnlyCollection<string> projects, IReadOnlyCollection<string> solution)
    {
        foreach (var project in projects.Except(solution).Where(project => !project.StartsWith(Clients, StringComparison.Ordinal)))
            yield return $"{project} does not stand in the solution";
        foreach (var project in solution.Except(projects)) yield return $"{project} stands in the solution and has no file";
    }
}
