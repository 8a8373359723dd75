using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>Every folder that holds code is a room of the plan, and each room of the plan has its folder.</summary>
internal static class PlanRule
{
    public static IEnumerable<string> Violations(IReadOnlyCollection<string> folders)
    {
        foreach (var folder in folders.Where(folder => Room.Of(folder) is null)) yield return $"{folder} is no room of the plan";
        foreach (var room in Plan.Floors.SelectMany(floor => floor))
            if (!folders.Any(folder => folder == room || folder.StartsWith(room + "/", StringComparison.Ordinal)))
                yield return $"{room} stands in the plan and has no code";
        foreach (var (adapter, floors) in Plan.Inside)
        foreach (var inner in floors.SelectMany(floor => floor).Where(inner => inner.Length > 0))
            if (!folders.Any(folder => folder == $"{adapter}/{inner}" || folder.StartsWith($"{adapter}/{inner}/", StringComparison.Ordinal)))
                yield return $"{adapter}/{inner} stands in the plan and has no code";
    }
}
