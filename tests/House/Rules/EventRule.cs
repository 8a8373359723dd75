using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>A number of the log means one message, over all assemblies.</summary>
internal static class EventRule
{
    public static IEnumerable<string> Violations(IEnumerable<EventFact> events) =>
        from message in events
        group message by message.Number into same
        where same.Count() > 1
        select $"event {same.Key} is given {same.Count()} times: {string.Join(", ", same.Select(m => $"{m.Place} {m.Method}"))}";
}
