using Microsoft.AspNetCore.Routing.Matching;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Http;

/// <summary>
/// An endpoint is found through the listeners of its side only (rule J6); through another it is not there, whatever the method and however
/// the path is written: the choice is made among endpoints, not among paths.
/// </summary>
internal sealed class CotePolicy : MatcherPolicy, INodeBuilderPolicy
{
    /// <summary>Before the methods are looked at: a 405 would tell that there is something.</summary>
    public override int Order => -2000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) =>
    [
        .. from cote in new[] { Cote.Personnes, Cote.Machines }
           let own = endpoints.Where(endpoint => endpoint.CoteOf().HasFlag(cote)).ToList()
           where own.Count > 0
           select new PolicyNodeEdge(cote, own),
    ];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) =>
        new Table(exitDestination, edges.ToDictionary(edge => (Cote)edge.State, edge => edge.Destination));

    private sealed class Table(int exit, Dictionary<Cote, int> destinations) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) =>
            Ecoute.Of(httpContext) is { } ecoute && destinations.TryGetValue(ecoute.Cote, out var destination) ? destination : exit;
    }
}
