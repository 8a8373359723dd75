namespace Parcoursup.Gateway.Demo;

/// <summary>The demo cannot go on; the message, in French, is all that the person needs.</summary>
internal sealed class DemoException(string message) : Exception(message);
